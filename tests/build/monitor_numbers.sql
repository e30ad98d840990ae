-- What is asked anew of each figure of the monitor: see test_monitor_numbers.py, which reads this file.
--
-- A paragraph is a question: the figure and the question in words, where the answer stands in what the site publishes
-- of that figure, and the query, which follows from the question and not from how the program counts.
-- `says` is the sentence of the figure as a reader reads it, `told` and `editors` what stands below it; what stands
-- between brackets in the pattern is compared. With `one of` any row of the answer will do, where several lines have as
-- many entries. `lacking` is the last line of a matrix: who stands on none. `:today` is the day of the build, `:of` are
-- the collections that the figure says it counts. The tables are those of tests/published.py.

---- Overview ----

-- communities-per-provincie: How many communities are there?
-- all
SELECT count(*) FROM communities

-- communities-per-provincie: Of how many is it known where they are, be it a part of the country or the whole?
-- known
SELECT count(*) FROM communities
WHERE id IN (SELECT id FROM communities_provinces) OR id IN (SELECT id FROM communities_parts)

-- communities-per-provincie: Of how many is nothing known of where they are?
-- unknown
SELECT count(*) FROM communities
WHERE id NOT IN (SELECT id FROM communities_provinces) AND id NOT IN (SELECT id FROM communities_parts)

-- communities-per-provincie: How many stand on the line of what is not known?
-- line niet_bekend
SELECT count(*) FROM communities
WHERE id NOT IN (SELECT id FROM communities_provinces UNION SELECT id FROM communities_parts) HAVING count(*) > 0

-- communities-per-provincie: How many are in Groningen?
-- line groningen
SELECT count(*) FROM communities_provinces WHERE value = 'groningen'

-- communities-per-provincie: How many are of the whole country, or wider?
-- line landelijk
SELECT count(*) FROM communities_parts WHERE value = 'landelijk' HAVING count(*) > 0

-- communities-per-provincie: How many are in the north, in a province that is not known?
-- line noord-provincie-onbekend
SELECT count(*) FROM communities_parts WHERE value = 'noord' AND id NOT IN (
  SELECT id FROM communities_provinces WHERE value IN ('groningen', 'fryslan', 'drenthe')
) HAVING count(*) > 0

-- communities-per-provincie: How many are in each place?
-- lines
SELECT value, count(*) FROM located WHERE collection = 'communities' GROUP BY value

-- communities-per-provincie: Which provinces have none?
-- empty
SELECT value FROM choices WHERE vocabulary = 'province' AND value NOT IN (SELECT value FROM communities_provinces)

-- communities-per-provincie: Of how many did the editors fill in the province?
-- by_editors
SELECT count(DISTINCT id) FROM communities_provinces
WHERE id IN (SELECT id FROM communities_by_editors WHERE value = 'provinces' OR value LIKE 'provinces/%')

-- communities-per-provincie: Of how many did the editors fill in each province?
-- by editors
SELECT p.value, count(*) FROM communities_provinces AS p
WHERE EXISTS (SELECT * FROM communities_by_editors AS b
  WHERE b.id = p.id AND b.value IN ('provinces', 'provinces/' || p.value))
GROUP BY p.value

-- communities-per-provincie: How many stand where the editors filled it in, in words?
-- editors
SELECT count(DISTINCT id) FROM communities_provinces
WHERE id IN (SELECT id FROM communities_by_editors WHERE value = 'provinces' OR value LIKE 'provinces/%')

-- communities-per-provincie: From when are the facts?
-- days
SELECT min(checked), max(checked) FROM communities

-- communities-per-provincie: In which place are most, and how many, in words?
-- says one of zitten in (.+?): (\d+)\.
WITH per AS (SELECT value, count(*) AS n FROM communities_provinces GROUP BY value)
SELECT title, n FROM per JOIN choices USING (value) WHERE vocabulary = 'province' AND n = (SELECT max(n) FROM per)

-- communities-per-provincie: How many provinces have none, in words?
-- says we er geen kennen: (\d+)\.
SELECT count(*) FROM choices WHERE vocabulary = 'province' AND value NOT IN (SELECT value FROM communities_provinces)

-- communities-per-provincie: Of how many of all do we not know where they are, in words?
-- says Van (\d+) van de (\d+) weten we niet waar ze zitten
SELECT (SELECT count(*) FROM communities WHERE id NOT IN (SELECT id FROM located WHERE collection = 'communities')),
  (SELECT count(*) FROM communities)

-- communities-per-thema: What are most about, how many, of how many with a theme, in words?
-- says one of gaat het over (.+?): bij (\d+) van de (\d+) communities
WITH per AS (SELECT value, count(*) AS n FROM communities_themes GROUP BY value)
SELECT title, n, (SELECT count(DISTINCT id) FROM communities_themes) FROM per JOIN choices USING (value)
WHERE vocabulary = 'theme' AND n = (SELECT max(n) FROM per)

-- communities-per-thema: How many themes have no community, of how many themes, in words?
-- says zonder een community die we kennen: (\d+) van de (\d+)\.
SELECT total(value NOT IN (SELECT value FROM communities_themes)), count(*) FROM choices WHERE vocabulary = 'theme'

-- communities-per-thema: How many are about hydrogen?
-- line waterstof
SELECT count(*) FROM communities_themes WHERE value = 'waterstof'

-- communities-per-soort: Of how many is the kind known, in how many kinds, and of how many not, in words?
-- says ^Van (\d+) van de (\d+) .*, in (\d+) soorten\. Van (\d+) weten we het niet
SELECT count(kind), count(*), count(DISTINCT kind), total(kind IS NULL) FROM communities

-- communities-per-soort: How many are called a learning community?
-- line learning-community
SELECT count(*) FROM communities WHERE kind = 'learning-community'

-- communities-per-focus: Of how many is the focus known, and on what is it, in words?
-- says ^Van (\d+) van de (\d+) .* bij (\d+) op leren, bij (\d+) op werken en bij (\d+) op innoveren
SELECT count(DISTINCT id), (SELECT count(*) FROM communities), total(value = 'leren'), total(value = 'werken'),
  total(value = 'innoveren') FROM communities_focus

-- communities-per-fase: Of how many is the phase known, and of how many not, in words?
-- says ^Van (\d+) van de (\d+) .* Van (\d+) niet
SELECT n, total, total - n FROM
  (SELECT count(DISTINCT id) AS n FROM communities_phases), (SELECT count(*) AS total FROM communities)

-- communities-per-fase: How many are starting?
-- line opstart
SELECT count(*) FROM communities_phases WHERE value = 'opstart'

-- communities-per-status: How many were active, are not known, have stopped, in words?
-- says ^Bij (\d+) communities .* Van (\d+) weten we het niet\. Gestopt: (\d+)\.
SELECT total(status = 'actief'), total(status IS NULL OR status = 'onbekend'), total(status = 'gestopt')
FROM communities

-- communities-in-de-bronnen: Of how many is there a publication at all?
-- known
SELECT count(DISTINCT id) FROM communities_sources

-- communities-in-de-bronnen: How many communities does a publication of each year tell of?
-- lines
SELECT year, count(DISTINCT id) FROM cited WHERE collection = 'communities' GROUP BY year

-- communities-in-de-bronnen: How many does the publication of 2017 tell of?
-- line 2017
SELECT count(DISTINCT id) FROM communities_sources WHERE json_extract(value, '$.publication') LIKE '%(2017)'

-- communities-in-de-bronnen: How many does the publication without a year of its own tell of?
-- line 2022 of 2023
SELECT count(DISTINCT id) FROM communities_sources WHERE json_extract(value, '$.publication') LIKE '%(2022 of 2023)'

-- communities-in-de-bronnen: Which years have most, how many of how many, in words?
-- says one of ^Over (\d+) van de (\d+) communities gaat een bron uit ([^,]+), over (\d+) een uit ([^.]+)\.
WITH per AS (SELECT year, count(DISTINCT id) AS n FROM cited WHERE collection = 'communities' GROUP BY year)
SELECT a.n, (SELECT count(*) FROM communities), a.year, b.n, b.year FROM per AS a, per AS b
WHERE a.n = (SELECT max(n) FROM per) AND b.year <> a.year AND b.n = (SELECT max(n) FROM per WHERE year <> a.year)

-- communities-in-de-bronnen: How many are there, and of how many is it known, in words?
-- how many
SELECT count(*), count(*), 0 FROM communities WHERE id IN (SELECT id FROM communities_sources)

-- definities: How many definitions are there of all terms?
-- all
SELECT count(*) FROM terms_definitions

-- definities: Which definition names which trait?
-- cells
SELECT d.id || '-' || d.nth, c.title, 1
FROM (SELECT id, value, row_number() OVER (PARTITION BY id ORDER BY rowid) AS nth FROM terms_definitions) AS d
JOIN json_each(d.value, '$.traits') AS t
JOIN choices AS c ON c.vocabulary = 'trait' AND c.value = t.value

-- definities: Of how many did the editors read the traits themselves?
-- by_editors
SELECT count(*) FROM terms_definitions
WHERE id IN (SELECT id FROM terms_by_editors WHERE value IN ('definitions', 'definitions/traits'))

-- definities: From when are the facts?
-- days
SELECT min(checked), max(checked) FROM terms WHERE id IN (SELECT id FROM terms_definitions)

-- definities: How many name each of the traits, in words?
-- says ^Van de (\d+) definities noemen er (\d+) leren, werken en innoveren samen, en (\d+) publieke en private partijen\. Een gedeelde ambitie staat in (\d+), een open vraagstuk in (\d+)\.
SELECT count(*), total(value LIKE '%"samenhang"%'), total(value LIKE '%"publiek-privaat"%'),
  total(value LIKE '%"gedeelde-ambitie"%'), total(value LIKE '%"open-vraagstuk"%') FROM terms_definitions

-- communities-kenmerken: How many have at least one trait?
-- known
SELECT count(*) FROM communities WHERE 'ja' IN (
  json_extract(traits, '$.public_private'), json_extract(traits, '$.integrated'),
  json_extract(traits, '$.shared_ambition'), json_extract(traits, '$.open_question'))

-- communities-kenmerken: How many have none that is known?
-- line niet_bekend
SELECT count(*) FROM communities WHERE traits IS NULL OR traits NOT LIKE '%"ja"%'

-- communities-kenmerken: How many have each trait?
-- lines
SELECT t.key, count(*) FROM communities, json_each(traits) AS t WHERE t.value = 'ja' GROUP BY t.key

-- communities-kenmerken: How many are of public and private parties?
-- line public_private
SELECT count(*) FROM communities WHERE json_extract(traits, '$.public_private') = 'ja'

-- communities-kenmerken: Of how many did the editors fill it in?
-- by_editors
SELECT count(*) FROM communities WHERE traits LIKE '%"ja"%'
AND id IN (SELECT id FROM communities_by_editors WHERE value = 'traits' OR value LIKE 'traits/%')

-- communities-kenmerken: Of how many did the editors fill in each trait?
-- by editors
SELECT t.key, count(*) FROM communities, json_each(traits) AS t WHERE t.value = 'ja' AND EXISTS (
  SELECT * FROM communities_by_editors AS b WHERE b.id = communities.id AND b.value IN ('traits', 'traits/' || t.key))
GROUP BY t.key

-- communities-kenmerken: How many have a trait, and how many have the one that most have, in words?
-- says ^Bij (\d+) van de (\d+) .*: bij (\d+)\.
SELECT (SELECT count(*) FROM communities WHERE traits LIKE '%"ja"%'), (SELECT count(*) FROM communities), max(n) FROM
  (SELECT count(*) AS n FROM communities, json_each(traits) AS t WHERE t.value = 'ja' GROUP BY t.key)

---- Quality ----

-- partners-verdeling: How many have a number of partners?
-- known
SELECT count(partners) FROM communities

-- partners-verdeling: How many have none?
-- unknown
SELECT count(*) FROM communities WHERE partners IS NULL

-- partners-verdeling: Of how many did the editors fill in the number?
-- by_editors
SELECT count(*) FROM communities
WHERE partners IS NOT NULL AND id IN (SELECT id FROM communities_by_editors WHERE value = 'partners')

-- partners-verdeling: How many has each?
-- lines
SELECT id, CASE WHEN typeof(partners) = 'integer' THEN partners ELSE 'meer dan '
  || json_extract(partners, '$.more_than') END
FROM communities WHERE partners IS NOT NULL

-- partners-verdeling: How many are known, and what are the median, the least and the greatest, in words?
-- says ^Van (\d+) van de (\d+) .* hoogstens ([\d,]+); de kleinste (\d+), de grootste (.+)\.$
WITH each AS (
  SELECT CASE WHEN typeof(partners) = 'integer' THEN partners ELSE json_extract(partners, '$.more_than') + 1 END AS n,
    CASE WHEN typeof(partners) = 'integer' THEN partners
    ELSE 'meer dan ' || json_extract(partners, '$.more_than') END AS said
  FROM communities WHERE partners IS NOT NULL
), placed AS (SELECT n, row_number() OVER (ORDER BY n) AS place, count(*) OVER () AS many FROM each)
SELECT (SELECT count(*) FROM each), (SELECT count(*) FROM communities),
  (SELECT avg(n) FROM placed WHERE place IN ((many + 1) / 2, (many + 2) / 2)), (SELECT min(n) FROM each),
  (SELECT said FROM each ORDER BY n DESC LIMIT 1)

-- partners-verdeling: How many are there, how many are known and how many not, in words?
-- how many
SELECT count(*), count(partners), count(*) - count(partners) FROM communities

-- partners-soorten: Which kinds of partners are most often there, of how many, in words?
-- says one of ^Bij (\d+) van de (\d+) communities .*, doen (.+?) mee, bij (\d+) (.+)\.$
WITH per AS (SELECT value, count(*) AS n FROM communities_partner_kinds GROUP BY value),
  named AS (SELECT title, n FROM per JOIN choices USING (value) WHERE vocabulary = 'partner_kind')
SELECT a.n, (SELECT count(DISTINCT id) FROM communities_partner_kinds), a.title, b.n, b.title
FROM named AS a, named AS b WHERE a.n = (SELECT max(n) FROM named) AND b.title <> a.title
  AND b.n = (SELECT max(n) FROM named WHERE title <> a.title)

-- partners-soorten: With how many do residents take part?
-- line bewoners
SELECT count(*) FROM communities_partner_kinds WHERE value = 'bewoners'

-- opleidingsniveaus: Which levels are most often named, of how many, in words?
-- says one of ^Het vaakst genoemd is (.+?): bij (\d+) van de (\d+) communities .* Dan volgt (.+?): bij (\d+)\.
WITH per AS (SELECT value, count(*) AS n FROM communities_levels GROUP BY value),
  named AS (SELECT title, n FROM per JOIN choices USING (value) WHERE vocabulary = 'level')
SELECT a.title, a.n, (SELECT count(DISTINCT id) FROM communities_levels), b.title, b.n
FROM named AS a, named AS b WHERE a.n = (SELECT max(n) FROM named) AND b.title <> a.title
  AND b.n = (SELECT max(n) FROM named WHERE title <> a.title)

-- afbakening: How many work in a region, in the whole country, in one place, of how many, in words?
-- says ^(\d+) van de (\d+) .* in een regio, (\d+) in het hele land en (\d+) op één plek
SELECT total(reach = 'regionaal'), count(reach), total(reach = 'nationaal'), total(reach = 'lokaal') FROM communities

-- vertrekpunt: Of how many is it known what they began with, and with what, in words?
-- says ^Van (\d+) van de (\d+) .*: bij (\d+) met leren en bij (\d+) met werken
SELECT count(starting_point), count(*), total(starting_point = 'leren'), total(starting_point = 'werken')
FROM communities

-- financiering: Of how many do we know who pays, and of how many not, in words?
-- says ^Bij (\d+) van de (\d+) .* Van (\d+) weten we het niet
SELECT n, total, total - n FROM
  (SELECT count(DISTINCT id) AS n FROM communities_funding), (SELECT count(*) AS total FROM communities)

---- Gaps ----

-- knelpunten-en-wat-helpt: How many tools, lessons, stories and communities are there?
-- all
SELECT (SELECT count(*) FROM tools) + (SELECT count(*) FROM lessons) + (SELECT count(*) FROM stories)
  + (SELECT count(*) FROM communities)

-- knelpunten-en-wat-helpt: How many of them are about a bottleneck?
-- known
SELECT (SELECT count(DISTINCT id) FROM tools_bottlenecks) + (SELECT count(DISTINCT id) FROM lessons_bottlenecks)
  + (SELECT count(DISTINCT id) FROM stories_bottlenecks) + (SELECT count(DISTINCT id) FROM communities_bottlenecks)

-- knelpunten-en-wat-helpt: Of how many of them did the editors fill in a bottleneck?
-- by_editors
SELECT count(DISTINCT collection || '/' || id) FROM about_bottleneck JOIN chosen USING (collection, id)
WHERE field = 'bottlenecks' AND collection IN ('tools', 'lessons', 'stories', 'communities')

-- knelpunten-en-wat-helpt: How many lessons are about continuity, or about what is part of it?
-- cell continuiteit / Lessen
SELECT count(DISTINCT l.id) FROM lessons_bottlenecks AS l JOIN bottlenecks AS b ON b.id = l.value
WHERE b.id = 'continuiteit' OR b.part_of = 'continuiteit'

-- knelpunten-en-wat-helpt: How many tools are there for diversity, or for what is part of it?
-- cell diversiteit / Tools
SELECT count(DISTINCT t.id) FROM tools_bottlenecks AS t JOIN bottlenecks AS b ON b.id = t.value
WHERE 'diversiteit' IN (b.id, b.part_of)

-- knelpunten-en-wat-helpt: Of each bottleneck, how many are there of each?
-- cells
SELECT value, CASE collection WHEN 'tools' THEN 'Tools' WHEN 'lessons' THEN 'Lessen' WHEN 'stories' THEN 'Verhalen'
  ELSE 'Communities' END, count(*) FROM about_bottleneck
WHERE collection IN ('tools', 'lessons', 'stories', 'communities') GROUP BY value, collection

-- knelpunten-en-wat-helpt: How many of each are about no bottleneck?
-- lacking
SELECT 'Tools', count(*) FROM tools WHERE id NOT IN (SELECT id FROM tools_bottlenecks) HAVING count(*) > 0 UNION
SELECT 'Lessen', count(*) FROM lessons WHERE id NOT IN (SELECT id FROM lessons_bottlenecks) HAVING count(*) > 0 UNION
SELECT 'Verhalen', count(*) FROM stories WHERE id NOT IN (SELECT id FROM stories_bottlenecks) HAVING count(*) > 0 UNION
SELECT 'Communities', count(*) FROM communities WHERE id NOT IN (SELECT id FROM communities_bottlenecks)
HAVING count(*) > 0

-- knelpunten-en-wat-helpt: How many bottlenecks have no tool, story, lesson and community, in words?
-- says ^Bij (\d+) van de (\d+) knelpunten kennen we geen tool, bij (\d+) geen verhaal en bij (\d+) geen comm.*les: (\d+)
SELECT total(id NOT IN (SELECT value FROM about_bottleneck WHERE collection = 'tools')), count(*),
  total(id NOT IN (SELECT value FROM about_bottleneck WHERE collection = 'stories')),
  total(id NOT IN (SELECT value FROM about_bottleneck WHERE collection = 'communities')),
  total(id NOT IN (SELECT value FROM about_bottleneck WHERE collection = 'lessons')) FROM bottlenecks

-- knelpunten-en-wat-helpt: How many are there, how many about a bottleneck and how many not, in words?
-- how many
SELECT total, known, total - known FROM
  (SELECT count(*) AS total, total(EXISTS (SELECT * FROM has AS b WHERE b.field = 'bottlenecks' AND b.id = has.id
    AND b.collection = has.collection)) AS known
   FROM has WHERE field = 'title' AND collection IN ('tools', 'lessons', 'stories', 'communities'))

-- tools-per-fase: How many are of a phase?
-- known
SELECT (SELECT count(DISTINCT id) FROM tools_phases) + (SELECT count(DISTINCT id) FROM lessons_phases)
  + (SELECT count(DISTINCT id) FROM stories_phases) + (SELECT count(DISTINCT id) FROM communities_phases)

-- tools-per-fase: Of how many did the editors fill in the phase?
-- by_editors
SELECT count(DISTINCT h.collection || '/' || h.id) FROM has AS h JOIN chosen AS c USING (collection, id)
WHERE h.field = 'phases' AND c.field = 'phases' AND collection IN ('tools', 'lessons', 'stories', 'communities')

-- tools-per-fase: How many tools are for starting?
-- cell opstart / Tools
SELECT count(*) FROM tools_phases WHERE value = 'opstart'

-- tools-per-fase: Of each phase, how many are there of each?
-- cells
SELECT value, 'Tools', count(*) FROM tools_phases GROUP BY value UNION ALL
SELECT value, 'Lessen', count(*) FROM lessons_phases GROUP BY value UNION ALL
SELECT value, 'Verhalen', count(*) FROM stories_phases GROUP BY value UNION ALL
SELECT value, 'Communities', count(*) FROM communities_phases GROUP BY value

-- tools-per-fase: How many of each are of no phase?
-- lacking
SELECT 'Tools', count(*) FROM tools WHERE id NOT IN (SELECT id FROM tools_phases) HAVING count(*) > 0 UNION
SELECT 'Lessen', count(*) FROM lessons WHERE id NOT IN (SELECT id FROM lessons_phases) HAVING count(*) > 0 UNION
SELECT 'Verhalen', count(*) FROM stories WHERE id NOT IN (SELECT id FROM stories_phases) HAVING count(*) > 0 UNION
SELECT 'Communities', count(*) FROM communities WHERE id NOT IN (SELECT id FROM communities_phases) HAVING count(*) > 0

-- tools-per-fase: Of how many is a phase known, and for which phase are most, in words?
-- says one of ^Voor (\d+) van de (\d+) .*: (\d+)\.$
WITH of (collection) AS (VALUES ('tools'), ('lessons'), ('stories'), ('communities'))
SELECT (SELECT count(DISTINCT collection || '/' || id) FROM has JOIN of USING (collection) WHERE field = 'phases'),
  (SELECT count(*) FROM has JOIN of USING (collection) WHERE field = 'title'),
  (SELECT count(*) AS n FROM has JOIN of USING (collection)
    WHERE field = 'phases' GROUP BY value ORDER BY n DESC LIMIT 1)

-- provincies-en-themas: Of each theme, how many communities are in each place?
-- cells
SELECT t.value, coalesce(choices.title, CASE l.value WHEN 'landelijk' THEN 'Landelijk of breder'
  ELSE upper(substr(l.value, 1, 1)) || substr(l.value, 2, instr(l.value, '-') - 2)
    || '-Nederland, provincie onbekend' END),
  count(*)
FROM communities_themes AS t JOIN located AS l USING (id)
LEFT JOIN choices ON choices.value = l.value AND choices.vocabulary = 'province'
WHERE l.collection = 'communities' GROUP BY t.value, l.value

-- provincies-en-themas: How many without a theme are in each place?
-- lacking
SELECT coalesce(choices.title, CASE l.value WHEN 'landelijk' THEN 'Landelijk of breder'
  ELSE upper(substr(l.value, 1, 1)) || substr(l.value, 2, instr(l.value, '-') - 2)
    || '-Nederland, provincie onbekend' END),
  count(*)
FROM located AS l LEFT JOIN choices ON choices.value = l.value AND choices.vocabulary = 'province'
WHERE l.collection = 'communities' AND l.id NOT IN (SELECT id FROM communities_themes) GROUP BY l.value

-- provincies-en-themas: How many in Gelderland are about the built environment?
-- cell gebouwde-omgeving / Gelderland
SELECT count(*) FROM communities_themes AS t JOIN communities_provinces AS p USING (id)
WHERE t.value = 'gebouwde-omgeving' AND p.value = 'gelderland'

-- provincies-en-themas: In how many cells is a community, of how many, in words?
-- says ^In (\d+) van de (\d+) vakken
SELECT count(DISTINCT t.value || '/' || l.value),
  (SELECT count(*) FROM choices WHERE vocabulary = 'theme') * ((SELECT count(*) FROM choices
    WHERE vocabulary = 'province')
  + (SELECT count(DISTINCT value) FROM located
    WHERE collection = 'communities' AND value NOT IN (SELECT value FROM choices)))
FROM communities_themes AS t JOIN located AS l USING (id) WHERE l.collection = 'communities'

-- provincies-en-themas: Of how many is the theme known?
-- known
SELECT count(DISTINCT id) FROM communities_themes

-- provincies-en-themas: Of how many of those is the place not known, in words?
-- told ^Van (\d+) daarvan is ‘Provincies’ niet bekend
SELECT count(DISTINCT id) FROM communities_themes WHERE id NOT IN (SELECT id FROM located
WHERE collection = 'communities')
HAVING count(*) > 0

-- provincies-en-themas: Of how many did the editors fill in the theme, in words?
-- editors
SELECT count(DISTINCT id) FROM communities_themes
WHERE id IN (SELECT id FROM communities_by_editors WHERE value = 'themes' OR value LIKE 'themes/%')

-- doelgroepen: How many lessons are there for each audience?
-- column Lessen
SELECT value, count(*) FROM lessons_audiences GROUP BY value

-- doelgroepen: How many tools are there for each audience?
-- column Tools
SELECT value, count(*) FROM tools_audiences GROUP BY value

-- doelgroepen: How many stories are there for each audience?
-- column Verhalen
SELECT value, count(*) FROM stories_audiences GROUP BY value

-- doelgroepen: How many of each are for nobody in particular?
-- lacking
SELECT 'Tools', count(*) FROM tools WHERE id NOT IN (SELECT id FROM tools_audiences) HAVING count(*) > 0
UNION SELECT 'Lessen', count(*) FROM lessons WHERE id NOT IN (SELECT id FROM lessons_audiences) HAVING count(*) > 0
UNION SELECT 'Verhalen', count(*) FROM stories WHERE id NOT IN (SELECT id FROM stories_audiences) HAVING count(*) > 0

-- doelgroepen: How many are for somebody?
-- known
SELECT count(DISTINCT collection || '/' || id) FROM has
WHERE field = 'audiences' AND collection IN ('lessons', 'tools', 'stories')

-- doelgroepen: How many are for nobody in particular?
-- unknown
SELECT (SELECT count(*) FROM lessons WHERE id NOT IN (SELECT id FROM lessons_audiences))
  + (SELECT count(*) FROM tools WHERE id NOT IN (SELECT id FROM tools_audiences))
  + (SELECT count(*) FROM stories WHERE id NOT IN (SELECT id FROM stories_audiences))

-- doelgroepen: Of how many did the editors fill in for whom?
-- by_editors
SELECT count(DISTINCT h.collection || '/' || h.id) FROM has AS h JOIN chosen AS c USING (collection, id)
WHERE h.field = 'audiences' AND c.field = 'audiences' AND collection IN ('lessons', 'tools', 'stories')

-- doelgroepen: For whom is most, in words?
-- says one of ^Het meest is er voor (.+?): (\d+)\.
WITH per AS (SELECT value, count(*) AS n FROM has
  WHERE field = 'audiences' AND collection IN ('lessons', 'tools', 'stories') GROUP BY value)
SELECT title, n FROM per JOIN choices USING (value) WHERE vocabulary = 'audience' AND n = (SELECT max(n) FROM per)

-- doelgroepen: For how many audiences is nothing, of how many, in words?
-- says Zonder iets: (\d+) van de (\d+) doelgroepen
SELECT total(value NOT IN (
    SELECT value FROM has WHERE field = 'audiences' AND collection IN ('lessons', 'tools', 'stories'))),
  count(*) FROM choices WHERE vocabulary = 'audience'

-- onderzoeksvragen: How many questions are there?
-- all
SELECT count(*) FROM questions

-- onderzoeksvragen: How many of each group have an answer, how far, and how many none?
-- cells
SELECT q."group", coalesce(c.title, 'Niet gevonden'), count(*) FROM questions AS q
LEFT JOIN choices AS c ON c.vocabulary = 'answered' AND c.value = q.answered GROUP BY q."group", q.answered

-- onderzoeksvragen: How many about measuring have none?
-- cell monitoring / Niet gevonden
SELECT count(*) FROM questions WHERE "group" = 'monitoring' AND id NOT IN (SELECT id FROM questions_answers)

-- onderzoeksvragen: From when are the facts?
-- days
SELECT min(checked), max(checked) FROM questions

-- onderzoeksvragen: Of how many does no source answer anything, of how many a part, and of how many all, in words?
-- says ^Van de (\d+) onderzoeksvragen (?:heeft|hebben) er (\d+) geen antwoord .* Een deel van het antwoord staat bij (\d+), het hele bij (\d+)\.
SELECT count(*), total(id NOT IN (SELECT id FROM questions_answers)), total(answered = 'deels'),
  total(answered = 'geheel') FROM questions

-- afspraken-status: How many promises are there, of all agreements?
-- all
SELECT count(*) FROM agreements WHERE kind = 'afspraak'

-- afspraken-status: Of how many do we know what came of it?
-- known
SELECT count(*) FROM agreements WHERE kind = 'afspraak' AND status IS NOT NULL AND status <> 'onbekend'

-- afspraken-status: Of how many do we not?
-- unknown
SELECT count(*) FROM agreements WHERE kind = 'afspraak' AND (status IS NULL OR status = 'onbekend')

-- afspraken-status: What came of how many?
-- lines
SELECT status, count(*) FROM agreements WHERE kind = 'afspraak' AND status <> 'onbekend' GROUP BY status

-- afspraken-status: Of how many did the editors fill in what came of it?
-- by_editors
SELECT count(*) FROM agreements WHERE kind = 'afspraak' AND status <> 'onbekend'
AND id IN (SELECT id FROM agreements_by_editors WHERE value IN ('status', 'status/' || agreements.status))

-- afspraken-status: From when are the facts of promises?
-- days
SELECT min(checked), max(checked) FROM agreements WHERE kind = 'afspraak'

-- afspraken-status: Of how many do we not know what came of it, and how many were done, in words?
-- says ^Van (\d+) van de (\d+) afspraken .* Uitgevoerd: (\d+)\.
SELECT total(coalesce(status, 'onbekend') = 'onbekend'), count(*), total(status = 'uitgevoerd') FROM agreements
WHERE kind = 'afspraak'

-- afspraken-status: How many are there, of how many is it known and of how many not, in words?
-- how many
SELECT count(*), total(status <> 'onbekend'), total(coalesce(status, 'onbekend') = 'onbekend') FROM agreements
WHERE kind = 'afspraak'

-- afspraken-per-ambitie: What became of the promises of each ambition?
-- cells
SELECT a.part_of, c.title, count(*) FROM agreements AS a
JOIN choices AS c ON c.vocabulary = 'agreement_status' AND c.value = a.status
WHERE a.kind = 'afspraak' AND a.part_of IS NOT NULL GROUP BY a.part_of, a.status

-- afspraken-per-ambitie: How many promises are there, how many are part of an ambition and how many not, in words?
-- how many
SELECT count(*), count(part_of), total(part_of IS NULL) FROM agreements WHERE kind = 'afspraak'

-- afspraken-per-ambitie: Of how many of those is not known what came of them, in words?
-- says ^Van (\d+) van de (\d+) afspraken
SELECT total(status = 'onbekend'), count(*) FROM agreements WHERE kind = 'afspraak' AND part_of IS NOT NULL

-- afspraken-per-lijn: What became of the promises of each line?
-- cells
SELECT l.value, c.title, count(*) FROM agreements AS a JOIN agreements_lines AS l USING (id)
JOIN choices AS c ON c.vocabulary = 'agreement_status' AND c.value = a.status
WHERE a.kind = 'afspraak' GROUP BY l.value, a.status

-- afspraken-per-lijn: What became of the promises of no line?
-- lacking
SELECT c.title, count(*) FROM agreements AS a JOIN choices AS c ON c.vocabulary = 'agreement_status'
  AND c.value = a.status
WHERE a.kind = 'afspraak' AND a.id NOT IN (SELECT id FROM agreements_lines) GROUP BY a.status

-- afspraken-per-lijn: How many promises are there, how many belong to a line and how many do not, in words?
-- how many
SELECT count(*), total(id IN (SELECT id FROM agreements_lines)), total(id NOT IN (SELECT id FROM agreements_lines))
FROM agreements WHERE kind = 'afspraak'

-- afspraken-per-lijn: Of how many of those is not known what came of them, in words?
-- says ^Van (\d+) van de (\d+) afspraken
SELECT total(status = 'onbekend'), count(*) FROM agreements
WHERE kind = 'afspraak' AND id IN (SELECT id FROM agreements_lines)

---- Impact ----

-- theory-of-change: How many indicators are there, of how many is the step known, and of how many not, in words?
-- how many
SELECT count(*), count(step), total(step IS NULL) FROM indicators

-- theory-of-change: Of how many did the editors fill in the step?
-- by_editors
SELECT count(*) FROM indicators WHERE step IS NOT NULL AND id IN (SELECT id FROM indicators_by_editors
WHERE value = 'step')

-- theory-of-change: Of how many is the step known, and where are most, in words?
-- says one of ^Van (\d+) van de (\d+) indicatoren .* horen bij (.+?): (\d+)\.
WITH per AS (SELECT step AS value, count(*) AS n FROM indicators WHERE step IS NOT NULL GROUP BY 1)
SELECT (SELECT count(step) FROM indicators), (SELECT count(*) FROM indicators), title, n FROM per
  JOIN choices USING (value)
WHERE vocabulary = 'step' AND n = (SELECT max(n) FROM per)

-- theory-of-change: Which indicators belong to each step, and how often was each measured?
-- rows
SELECT coalesce(choices.title, 'Niet bekend'), i.title,
  CASE count(m.id) WHEN 0 THEN 'geen meting bekend' WHEN 1 THEN '1 meting'
  ELSE count(m.id) || ' metingen' END
FROM indicators AS i LEFT JOIN choices ON vocabulary = 'step' AND choices.value = i.step
LEFT JOIN measured AS m ON m.indicator = i.id GROUP BY i.id

-- metingen: How many indicators are there?
-- all
SELECT count(*) FROM indicators

-- metingen: How often was each measured?
-- lines
SELECT indicator, count(*) FROM measured GROUP BY indicator

-- metingen: Of which is there no measurement?
-- empty
SELECT id FROM indicators WHERE id NOT IN (SELECT indicator FROM measured)

-- metingen: Of how many is there a measurement, how many are there in all, and of how many is there none, in words?
-- says ^Van (\d+) van de (\d+) indicatoren .*: (\d+) bij elkaar\. Van (\d+) staat er geen
SELECT count(DISTINCT indicator), (SELECT count(*) FROM indicators), count(*),
  (SELECT count(*) FROM indicators WHERE id NOT IN (SELECT indicator FROM measured)) FROM measured

-- begonnen: Of how many is it known when they began?
-- known
SELECT count(began) FROM communities

-- begonnen: Who has a beginning?
-- ids
SELECT id FROM communities WHERE began IS NOT NULL

-- begonnen: Of how many is it known when they began, and of how many not, in words?
-- says ^Van (\d+) van de (\d+) communities .* Van (\d+) niet
SELECT count(began), count(*), total(began IS NULL) FROM communities

-- volwassenheid: How many say how mature they were?
-- known
SELECT count(maturity) FROM communities

-- volwassenheid: Who says how mature it was?
-- ids
SELECT id FROM communities WHERE maturity IS NOT NULL

-- volwassenheid: Of how many communities does no source say so, in words?
-- says ^Van geen van de (\d+) communities
SELECT count(*) FROM communities WHERE maturity IS NULL

---- Freshness ----

-- hoe-vers: How many subjects are there?
-- all
SELECT count(*) FROM subjects WHERE collection IN (SELECT value FROM json_each(:of))

-- hoe-vers: Of how many communities are the facts five years old or older on the day of the build?
-- cell communities / 5 jaar of ouder
SELECT count(*) FROM communities WHERE date(checked, '+5 years') <= :today

-- hoe-vers: Of how many lessons are they between three and five years old?
-- cell lessons / 3 tot 5 jaar oud
SELECT count(*) FROM lessons WHERE date(checked, '+3 years') <= :today
AND date(checked, '+5 years') > :today

-- hoe-vers: How old are the facts of each collection?
-- cells
SELECT collection, CASE WHEN date(fact, '+1 year') > :today THEN 'Minder dan 1 jaar oud'
  WHEN date(fact, '+3 years') > :today THEN '1 tot 3 jaar oud'
    WHEN date(fact, '+5 years') > :today THEN '3 tot 5 jaar oud'
  ELSE '5 jaar of ouder' END AS age, count(*)
FROM (SELECT collection, checked AS fact FROM subjects WHERE collection IN (SELECT value FROM json_each(:of)))
GROUP BY collection, age

-- hoe-vers: Of how many subjects are the facts younger than a year, and of how many older than five, in words?
-- says ^Van (\d+) van de (\d+) onderwerpen .* Bij (\d+) zijn ze vijf jaar oud of ouder
SELECT total(date(checked, '+1 year') > :today), count(*),
  total(date(checked, '+5 years') <= :today)
FROM subjects WHERE collection IN (SELECT value FROM json_each(:of))

-- hoe-vers: From when are the facts, in words?
-- from until
SELECT min(checked), max(checked) FROM subjects WHERE collection IN (SELECT value FROM json_each(:of))

-- nagekeken: How many subjects are there?
-- all
SELECT count(*) FROM subjects WHERE collection IN (SELECT value FROM json_each(:of))

-- nagekeken: How many were reviewed?
-- known
SELECT count(reviewed) FROM subjects WHERE collection IN (SELECT value FROM json_each(:of))

-- nagekeken: How many were reviewed in each year?
-- lines
SELECT substr(reviewed, 1, 4), count(*) FROM subjects WHERE collection IN (SELECT value FROM json_each(:of))
AND reviewed IS NOT NULL GROUP BY 1

-- nagekeken: How many were not?
-- line niet_bekend
SELECT count(*) FROM subjects WHERE collection IN (SELECT value FROM json_each(:of)) AND reviewed IS NULL
HAVING count(*) > 0

-- nagekeken: How many of how many were reviewed, in words?
-- says ^(Geen|\d+) van de (\d+) onderwerpen
SELECT coalesce(nullif(count(reviewed), 0), 'Geen'), count(*)
FROM subjects WHERE collection IN (SELECT value FROM json_each(:of))

-- nagekeken: How many are there, how many reviewed and how many not, in words?
-- how many
SELECT count(*), count(reviewed), total(reviewed IS NULL)
FROM subjects WHERE collection IN (SELECT value FROM json_each(:of))
