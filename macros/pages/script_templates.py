"""Our templates as a module for the browser: a form shows the page that comes of it with the templates of that page.

Each becomes a function that adds up text, from the tree that Jinja makes of it, so that a template is written once.
docs/assets/js/form-preview/templating.mjs has what these functions lean on, and says what Python would of truth, attributes
and escaping. What no template of an entry uses yet is not translated, and raises UnknownConstruct: here, and not in a page.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

from jinja2 import Environment, nodes

_COMPARED = {"eq": "===", "ne": "!==", "lt": "<", "lteq": "<=", "gt": ">", "gteq": ">="}
# Parameters of filters that templates give by name, in the order in which the script takes them.
_NAMED = ("attribute",)


class UnknownConstruct(ValueError):
    """A template does something that is not translated; the message says which and where."""


def script_of(environment: Environment, names: Iterable[str], fixed: Mapping[str, Callable[..., str]]) -> str:
    """A module that exports `templates`, with these and all that they build on: each by name, as `Template` of the runtime.

    `fixed` are functions whose answer is known once their arguments are, and stands in the module as HTML.
    """
    waiting = list(names)
    made: dict[str, str] = {}
    while waiting:
        name = waiting.pop()
        if name in made:
            continue
        one = _Template(environment, name, fixed)
        made[name] = one.text
        waiting += one.others
    bodies = ",\n".join(f"{json.dumps(name)}: {made[name]}" for name in sorted(made))
    return f"export const templates = {{\n{bodies}\n}};\n"


class _Template:
    """One template: its function, and the templates that it builds on."""

    def __init__(self, environment: Environment, name: str, fixed: Mapping[str, Callable[..., str]]) -> None:
        assert environment.loader
        self._name, self._fixed = name, fixed
        self.others: list[str] = []
        self._blocks: dict[str, str] = {}
        source = environment.loader.get_source(environment, name)[0]
        root = self._body(environment.parse(source, name).body, frozenset(), at_top=True)
        blocks = "".join(f"\n{json.dumps(block)}: (r, c, b) => {body}," for block, body in self._blocks.items())
        self.text = f"{{ root: (r, c, b) => {root}, blocks: {{{blocks}}} }}"

    def _unknown(self, node: nodes.Node) -> UnknownConstruct:
        return UnknownConstruct(f"{self._name}:{node.lineno}: {type(node).__name__}")

    # What a template says, as statements that add to `o`; `known` are the names of variables of the function around.

    def _body(self, body: list[nodes.Node], known: frozenset[str], at_top: bool = False) -> str:
        own = frozenset() if at_top else frozenset(_assigned(body)) - known
        declared = f"let {', '.join(sorted(map(_variable, own)))}; " if own else ""
        inside = "".join(self._statement(node, known | own, at_top) for node in body)
        parent = next((node for node in body if isinstance(node, nodes.Extends)), None)
        end = f"return r.root({self._parent(parent)}, c, b);" if parent else "return o;"
        return f'{{ {declared}let o = ""; {inside}{end} }}'

    def _parent(self, node: nodes.Extends) -> str:
        if not isinstance(node.template, nodes.Const):
            raise self._unknown(node)
        self.others.append(node.template.value)
        return json.dumps(node.template.value)

    def _statement(self, node: nodes.Node, known: frozenset[str], at_top: bool) -> str:
        def many(body: list[nodes.Node]) -> str:
            return "".join(self._statement(one, known, at_top) for one in body)

        match node:
            case nodes.Extends():
                return ""
            case nodes.Output():
                return "".join(self._output(part, known) for part in node.nodes)
            case nodes.If():
                others = "".join(
                    f" else if (r.is({self._of(one.test, known)})) {{ {many(one.body)} }}" for one in node.elif_
                )
                rest = f" else {{ {many(node.else_)} }}" if node.else_ else ""
                return f"if (r.is({self._of(node.test, known)})) {{ {many(node.body)} }}{others}{rest} "
            case nodes.For():
                return self._loop(node, known)
            case nodes.Assign():
                places = [self._place(name, at_top) for name in _targets(node.target)]
                target = f"[{', '.join(places)}]" if isinstance(node.target, nodes.Tuple) else places[0]
                return f"{target} = {self._of(node.node, known)}; "
            case nodes.FromImport(template=nodes.Const(value=str(other))):
                self.others.append(other)
                module = f"r.module({json.dumps(other)})"
                return "".join(
                    f"{self._place(as_name, at_top)} = {module}.{name}; "
                    for name, as_name in (one if isinstance(one, tuple) else (one, one) for one in node.names)
                )
            case nodes.Macro():
                return f"{self._place(node.name, at_top)} = {self._macro(node, known)}; "
            case nodes.Block():
                self._blocks[node.name] = self._body(node.body, frozenset())
                return f"o += b[{json.dumps(node.name)}](r, c, b); "
        raise self._unknown(node)

    def _output(self, node: nodes.Node, known: frozenset[str]) -> str:
        if isinstance(node, nodes.TemplateData):
            return f"o += {json.dumps(node.data, ensure_ascii=False)}; "
        return f"o += r.out({self._of(node, known)}); "

    def _loop(self, node: nodes.For, known: frozenset[str]) -> str:
        names = _targets(node.target)
        inner = known | {*names, "loop"}
        listed = ", ".join(map(_variable, names))
        target = f"[{listed}]" if isinstance(node.target, nodes.Tuple) else listed
        rows = f"r.list({self._of(node.iter, known)})"
        if node.test:
            rows += f".filter(({target}) => r.is({self._of(node.test, inner)}))"
        if node.else_:
            raise self._unknown(node)
        return f"o += r.each({rows}, ({target}, {_variable('loop')}) => {self._body(node.body, inner)}); "

    def _macro(self, node: nodes.Macro, known: frozenset[str]) -> str:
        wanted = len(node.args) - len(node.defaults)
        defaults = [""] * wanted + [f" = {self._of(one, known)}" for one in node.defaults]
        inner = known | {one.name for one in node.args}
        taken = ", ".join(_variable(one.name) + default for one, default in zip(node.args, defaults, strict=True))
        return f"({taken}) => r.safe((() => {self._body(node.body, inner)})())"

    def _place(self, name: str, at_top: bool) -> str:
        """Where a name is kept: of the whole template with its context, so that its blocks and macros see it."""
        return f"c.{name}" if at_top else _variable(name)

    # What a template asks, as an expression.

    def _of(self, node: nodes.Node | None, known: frozenset[str]) -> str:
        def of(one: nodes.Node | None) -> str:
            return self._of(one, known)

        match node:
            case None:
                return "undefined"
            case nodes.Const():
                return json.dumps(node.value, ensure_ascii=False)
            case nodes.Name():
                return _variable(node.name) if node.name in known else f"r.name(c, {json.dumps(node.name)})"
            case nodes.List() | nodes.Tuple():
                return f"[{', '.join(map(of, node.items))}]"
            case nodes.Getattr():
                return f"r.get({of(node.node)}, {json.dumps(node.attr)})"
            case nodes.Getitem(arg=nodes.Slice(step=None) as part):
                return f"r.slice({of(node.node)}, {of(part.start)}, {of(part.stop)})"
            case nodes.Getitem():
                return f"r.get({of(node.node)}, {of(node.arg)})"
            case nodes.And() | nodes.Or():
                return f"r.{'and' if isinstance(node, nodes.And) else 'or'}({of(node.left)}, () => {of(node.right)})"
            case nodes.Not():
                return f"!r.is({of(node.node)})"
            case nodes.CondExpr():
                return f"(r.is({of(node.test)}) ? {of(node.expr1)} : {of(node.expr2)})"
            case nodes.Add() | nodes.Sub() | nodes.Mul():
                return f"({of(node.left)} {node.operator} {of(node.right)})"
            case nodes.Concat():
                return f'[{", ".join(map(of, node.nodes))}].join("")'
            case nodes.Compare():
                return self._comparison(node, known)
            case nodes.Test():
                return f"r.tests.{node.name}({', '.join(map(of, [node.node, *node.args]))})"
            case nodes.Filter():
                named = [one.value for one in sorted(node.kwargs, key=lambda one: _NAMED.index(one.key))]
                return f"r.filters.{node.name}({', '.join(map(of, [node.node, *node.args, *named]))})"
            case nodes.Call():
                return self._call(node, known)
        raise self._unknown(node)

    def _comparison(self, node: nodes.Compare, known: frozenset[str]) -> str:
        parts, left = [], self._of(node.expr, known)
        for one in node.ops:
            right = self._of(one.expr, known)
            if one.op in ("in", "notin"):
                parts.append(f"{'!' if one.op == 'notin' else ''}r.has({right}, {left})")
            else:
                parts.append(f"({left} {_COMPARED[one.op]} {right})")
            left = right
        return f"({' && '.join(parts)})"

    def _call(self, node: nodes.Call, known: frozenset[str]) -> str:
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        constants = [one.value for one in node.args if isinstance(one, nodes.Const)]
        if name in self._fixed and len(constants) == len(node.args):
            return f"r.safe({json.dumps(str(self._fixed[name](*constants)), ensure_ascii=False)})"
        if node.kwargs or node.dyn_kwargs:
            raise self._unknown(node)
        given = [self._of(one, known) for one in node.args]
        rest = [f"...{self._of(node.dyn_args, known)}"] if node.dyn_args else []
        return f"{self._of(node.node, known)}({', '.join([*given, *rest])})"


def _variable(name: str) -> str:
    return f"{name}_"  # no word of the language


def _targets(node: nodes.Node) -> list[str]:
    """The names on the left of an assignment, or of a loop."""
    return [node.name] if isinstance(node, nodes.Name) else [one.name for one in node.find_all(nodes.Name)]


def _assigned(body: Iterable[nodes.Node]) -> Iterable[str]:
    """The names that statements give a value, without those of loops and macros within."""
    for node in body:
        match node:
            case nodes.Assign():
                yield from _targets(node.target)
            case nodes.FromImport():
                yield from (one[1] if isinstance(one, tuple) else one for one in node.names)
            case nodes.If():
                yield from _assigned([*node.body, *node.elif_, *node.else_])
