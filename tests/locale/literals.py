"""Finds English in the source that no translator will ever see."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from tests.locale.sentences import TEXTS_OF, calls_in, name_of

_WORDS_OF_SENTENCES = re.compile(
    r"\b(a|an|the|and|or|of|to|in|on|at|for|from|with|without|by|is|are|was|were|be|has|have|had|not|no|none|yet|"
    r"only|cannot|can|may|must|will|this|that|there|here|it|its|your|you|we|our|their|since|until|than|all|any|"
    r"more|less|days?|weeks?|minutes?|hours?|ago|late|left|due|new|already|please|press)\b",
    re.IGNORECASE,
)
_CAPITALISED = re.compile(r"^[A-Z][a-z]+(?: [A-Za-z{}]+)+[.?!…:]?$")
_SENTENCE_END = re.compile(r"[a-z}] [a-z]+[.?!…:]$")
_TECHNICAL = re.compile(r"\\|[;<>]|::|%[a-zA-Z]|^\s*[#.&*]?\w*\s*{\s|^(SELECT|INSERT|BEGIN|END)\b")
_SPOKEN_ARGUMENT = re.compile(
    "title|label|placeholder|tooltip|help|short_help|epilog|prompt|heading|caption|subtitle|border_(sub)?title"
)
_SPEAKER = re.compile("Static|Label|Button|notify|tell|s?echo|print|UsageError|BadParameter|ClickException")
_READ_BY_DEVELOPERS = re.compile(
    "debug|info|warning|error|exception|critical|log|compile|getLogger|reason|get|getenv|parse|Literal|TypeVar|cast|"
    "(Value|Type|Runtime|Key|Assertion|NotImplemented|Lookup|OS)Error"
)
_FACES = ("tui", "cli")
_TECHNICAL_NAMES = re.compile(r"CSS|_SQL|PATTERN|_RE$|REGEX|STYLE|^BINDINGS$|^__")


class Literal(Struct, frozen=True):
    """An English text and where it stands."""

    text: str
    file: str
    line: int


def english_in(source: Path, folders: tuple[str, ...]) -> Iterator[Literal]:
    """Texts in the folders that look as if a person would read them; `{}` stands for figures."""
    for file, tree in _trees(source, folders):
        finder = _Finder(face=file.startswith(_FACES))
        finder.visit(tree)
        yield from (Literal(text, file, node.lineno) for node, text in finder.found)


def unreachable_in(source: Path, folders: tuple[str, ...]) -> Iterator[Literal]:
    """Calls of `say`, `message` or `plural` without the text itself, which therefore no catalogue has."""
    for file, tree in _trees(source, folders):
        for call in calls_in(tree):
            if not all(isinstance(text, ast.Constant) for text in call.args[: TEXTS_OF[name_of(call)]]):
                yield Literal(ast.unparse(call), file, call.lineno)


def _trees(source: Path, folders: tuple[str, ...]) -> Iterator[tuple[str, ast.Module]]:
    for folder in folders:
        for path in sorted((source / folder).rglob("*.py")):
            yield str(path.relative_to(source)), ast.parse(path.read_bytes())


class _Finder(ast.NodeVisitor):
    def __init__(self, *, face: bool) -> None:
        self.found: list[tuple[ast.expr, str]] = []
        self._face = face

    def visit_Constant(self, node: ast.Constant) -> None:
        self._judge(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        self._judge(node)
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                self.visit(part.value)

    def visit_Call(self, node: ast.Call) -> None:
        name = name_of(node)
        self.visit(node.func)
        for at, argument in enumerate(node.args):
            if at >= TEXTS_OF.get(name, 0):
                self._argument(argument, name, spoken=at == 0 and bool(_SPEAKER.fullmatch(name)))
        for keyword in node.keywords:
            self._argument(keyword.value, name, spoken=bool(_SPOKEN_ARGUMENT.fullmatch(keyword.arg or "")))

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):
            self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        self._assigned(node.targets, node.value)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self._assigned([node.target], node.value)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self._function(node)

    def visit_Dict(self, node: ast.Dict) -> None:
        for value in node.values:
            self.visit(value)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        self.visit(node.value)

    def visit_Compare(self, node: ast.Compare) -> None:
        """What is compared is data, not speech."""

    def visit_Assert(self, node: ast.Assert) -> None:
        """Only a developer reads it."""

    def visit_arg(self, node: ast.arg) -> None:
        """Annotations are no text."""

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        for part in [*node.decorator_list, node.args, *node.body]:
            self.visit(part)

    def _assigned(self, targets: list[ast.expr], value: ast.expr | None) -> None:
        names = [getattr(target, "id", getattr(target, "attr", "")) for target in targets]
        if value is not None and not any(_TECHNICAL_NAMES.search(name) for name in names):
            self.visit(value)

    def _argument(self, node: ast.expr, called: str, *, spoken: bool) -> None:
        text = _text(node)
        if text is None:
            self.visit(node)
        elif spoken and self._face and _has_word(text):
            self.found.append((node, text))
        elif not _READ_BY_DEVELOPERS.fullmatch(called):
            self.visit(node)

    def _judge(self, node: ast.expr) -> None:
        text = _text(node)
        if text is not None and _reads_as_english(text):
            self.found.append((node, text))


def _text(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


def _has_word(text: str) -> bool:
    return bool(re.search(r"[^\W\d_]{2,}", text))


def _reads_as_english(text: str) -> bool:
    if " " not in text or not _has_word(text) or _TECHNICAL.search(text):
        return False
    return any(looks.search(text) for looks in (_CAPITALISED, _WORDS_OF_SENTENCES, _SENTENCE_END))
