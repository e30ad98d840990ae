"""How others see the knowledge base: previews of its links, facts for search engines, a sitemap and feeds."""
