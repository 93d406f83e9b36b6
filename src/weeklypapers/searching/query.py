"""The query language: words, phrases, prefixes, signs, fields, operators and parentheses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple, NoReturn

import attrs

from weeklypapers.model.errors import InvalidValueError, show
from weeklypapers.model.text import fold, remembering
from weeklypapers.searching.fields import FIELDS, Field
from weeklypapers.searching.words import STOP_WORDS, located, units, words

__all__ = ["Clause", "Group", "Role", "parse"]

Role = Literal["any", "all", "none"]

_ROLES: dict[str, Role] = {"": "any", "+": "all", "-": "none"}
# The short names are those of arXiv's API (user manual, section 5.1).
_FIELD_NAMES: dict[str, Field] = {
    "title": "title",
    "ti": "title",
    "abstract": "abstract",
    "abs": "abstract",
    "author": "authors",
    "authors": "authors",
    "au": "authors",
}
_NAMES = "|".join(_FIELD_NAMES)
_DEEPEST = 50  # nested parentheses; far below Python's limit for recursion
_PREFIX = re.compile(r"\w\*\W*$")  # a star after the last word
_QUOTES = str.maketrans("“”„", '"""')
_TERM = rf"""
    (?P<sign> [+-]? )
    (?: (?P<field> (?i:{_NAMES}) ) : (?=[^\s()]) )?
    (?: "(?P<phrase> [^"]* ) (?: " | $ ) | (?P<word> WORD ) )
"""
_TERMS = re.compile(_TERM.replace("WORD", r'[^\s"]+'), re.VERBOSE)
# With an operator or a marked group in the query, parentheses are a part of the syntax.
_OPERATOR = r"(?<![^\s()\"]) (?:AND|OR|NOT) (?![^\s()\"])"
_GROUP = rf"[+-]? (?: (?P<scope> (?i:{_NAMES}) ) : )? \("
_TOKENS = re.compile(
    rf"(?P<operator> {_OPERATOR} | {_GROUP} | \) ) |" + _TERM.replace("WORD", r'[^\s"()]+'),
    re.VERBOSE,
)
_SYNTAX = re.compile(
    rf'"[^"]*(?:"|$) | (?P<syntax> {_OPERATOR} | (?<!\S) (?!\() {_GROUP} )', re.VERBOSE
)


@attrs.frozen(kw_only=True)
class Clause:
    """One part of a query.

    Attributes:
        role: ``"any"`` for optional words, ``"all"`` for required and ``"none"`` for excluded ones.
        words: A word, or words that must be adjacent, in order.
        names: The same words, as names have them: not split at capitals.
        fields: The fields to search; at least one of them must match.
        is_prefix: True if the last word is a prefix.
        is_quoted: True for a phrase in quotes, which is searched as it is written.
        is_excluded: True if it, or a group that contains it, has the role ``"none"``.
        span: The indices of its first character in the query, and after its last.
    """

    role: Role = "any"
    words: tuple[str, ...]
    names: tuple[str, ...] = attrs.field(
        default=attrs.Factory(lambda self: self.words, takes_self=True)
    )
    fields: tuple[Field, ...] = FIELDS
    is_prefix: bool = False
    is_quoted: bool = False
    is_excluded: bool = attrs.field(
        default=attrs.Factory(lambda self: self.role == "none", takes_self=True)
    )
    span: tuple[int, int] = attrs.field(default=(0, 0), eq=False)

    @property
    def is_plain(self) -> bool:
        """True if it consists of optional words, without anything else."""
        return self.role == "any" and not self.is_exact and self.fields == FIELDS

    @property
    def is_exact(self) -> bool:
        """True if it doesn't match related words, acronyms and corrections."""
        return self.is_excluded or self.is_quoted or self.is_prefix

    @property
    def is_stop_word(self) -> bool:
        """True if it is an unmarked word without a meaning of its own."""
        is_word = self.role == "any" and not (self.is_quoted or self.is_prefix)
        is_word = is_word and self.fields == FIELDS and len(self.words) == 1
        return is_word and self.words[0] in STOP_WORDS


@attrs.frozen(kw_only=True)
class Group:
    """Clauses and groups, in order.

    A paper must match all members with the role ``"all"`` or else any with the role ``"any"``, and
    none with the role ``"none"``.
    """

    role: Role = "any"
    members: tuple[Clause | Group, ...]


def parse(query: str) -> Group:
    """Return the clauses of a query.

    Without operators and groups, no query is malformed: an unclosed quote ends at the end of the
    query, and a sign without a word is ignored.

    Raises:
        InvalidValueError: The query has no word, or only excluded ones; an operator has no word, or
            a parenthesis has no partner.
    """
    if not isinstance(query, str):
        raise InvalidValueError(f"query must be text with a word in it, got {show(query)}")
    return _parsed(str(query))


@remembering(100)
def _parsed(query: str) -> Group:
    text = query.translate(_QUOTES)
    if any(match["syntax"] for match in _SYNTAX.finditer(text)):
        group = _Parser(query, text).parsed()
    else:
        members = tuple(clause for match in _TERMS.finditer(text) for clause in _clauses(match))
        group = Group(members=members)
    if not group.members:
        raise InvalidValueError(f"query must be text with a word in it, got {show(query)}")
    if all(member.role == "none" for member in group.members):
        raise InvalidValueError(f"query must have a word that is not excluded, got {show(query)}")
    return group


def _clauses(match: re.Match[str], *, is_whole: bool = False) -> Iterator[Clause]:
    """Yield the clauses of a word or a phrase.

    In "fine-tuned", each word is optional, unless a sign or a field applies to the whole.
    """
    is_quoted = match["phrase"] is not None
    kind = "phrase" if is_quoted else "word"
    text, offset = match[kind], match.start(kind)
    role, name = _ROLES[match["sign"]], match["field"]
    fields = (_FIELD_NAMES[name.casefold()],) if name else FIELDS
    is_whole = is_whole or is_quoted or bool(name) or role != "any"
    groups = [located(text)] if is_whole else units(text)
    for group in filter(None, groups):
        part = text[group[0].start : group[-1].end]
        yield Clause(
            role=role,
            words=tuple(word.text for word in group),
            names=tuple(words(part, split_capitals=False)),
            fields=fields,
            is_prefix=group is groups[-1] and bool(_PREFIX.search(fold(text))),
            is_quoted=is_quoted,
            span=(offset + group[0].start, offset + group[-1].end),
        )


# Operators


class _Token(NamedTuple):
    kind: str  # an operator, a parenthesis, "term", or "" at the end
    match: re.Match[str] | None
    column: int


class _Parser:
    """A parser of queries with operators: NOT before AND before OR."""

    def __init__(self, query: str, text: str) -> None:
        self._query = query
        self._tokens = [
            _Token(match["operator"] or "term", match, match.start() + 1)
            for match in _TOKENS.finditer(text)
            if match["operator"] or any(_clauses(match))
        ]
        self._tokens.append(_Token("", None, len(query) + 1))
        self._index = 0
        self._depth = 0

    def parsed(self) -> Group:
        group = self._alternatives()
        if self._next.kind:  # only a closing parenthesis can end the alternatives
            self._fail("this parenthesis is not opened", self._next.column)
        return group

    @property
    def _next(self) -> _Token:
        return self._tokens[self._index]

    def _take(self) -> _Token:
        self._index += 1
        return self._tokens[self._index - 1]

    def _fail(self, reason: str, column: int) -> NoReturn:
        raise InvalidValueError(
            f"query {show(self._query)}, column {column}: {reason}. AND, OR, NOT and parentheses "
            "are operators; write them in lower case or in quotes to search for them"
        )

    def _alternatives(self) -> Group:
        column = self._next.column
        groups = [self._combination()]
        while self._next.kind == "OR":
            operator = self._take()
            column, previous = self._next.column, column
            groups.append(self._combination())
            for group, where in ((groups[-2], previous), (groups[-1], column)):
                if all(member.role == "none" for member in group.members):
                    self._fail(f"{operator.kind} needs a word that is not excluded", where)
        return groups[0] if len(groups) == 1 else Group(members=tuple(map(_single, groups)))

    def _combination(self) -> Group:
        groups = [self._sequence()]
        while self._next.kind == "AND":
            self._take()
            groups.append(self._sequence())
        if len(groups) == 1:
            return groups[0]
        members: list[Clause | Group] = []
        for group in groups:
            if all(member.role == "none" for member in group.members):
                members += group.members
            else:
                members.append(attrs.evolve(_single(group), role="all"))
        return Group(members=tuple(members))

    def _sequence(self) -> Group:
        """Return the words up to the next AND, OR or closing parenthesis."""
        members: list[Clause | Group] = []
        while self._next.kind not in ("AND", "OR", ")", ""):
            is_negated = self._next.kind == "NOT" and bool(self._take())
            items = self._operand()
            members += map(_excluded, items) if is_negated else items
        if not members:
            self._expect_word()
        return Group(members=tuple(members))

    def _operand(self) -> list[Clause | Group]:
        token = self._next
        if token.match is None or token.kind in ("AND", "OR", "NOT", ")"):
            self._expect_word()
        self._take()
        if token.kind == "term":
            return [*_clauses(token.match, is_whole=True)]
        self._depth += 1
        if self._depth > _DEEPEST:
            self._fail(f"there are more than {_DEEPEST} nested parentheses", token.column)
        group = self._alternatives()
        self._depth -= 1
        if self._next.kind != ")":
            self._fail("this parenthesis is not closed", token.column)
        self._take()
        if name := token.match["scope"]:
            group = _limited(group, (_FIELD_NAMES[name.casefold()],))
        if token.kind.startswith("-"):
            return [_excluded(_single(group))]
        return [attrs.evolve(_single(group), role="all" if token.kind.startswith("+") else "any")]

    def _expect_word(self) -> NoReturn:
        before = self._tokens[self._index - 1].kind if self._index else ""
        place = f" after {before}" if before not in ("", "term", ")") else ""
        self._fail(f"a word is expected{place}", self._next.column)


def _single(group: Group) -> Clause | Group:
    """Return the only member of a group, if it doesn't change the meaning, or the group."""
    (first, *others) = group.members
    return group if others or first.role == "none" else first


def _excluded(member: Clause | Group) -> Clause | Group:
    """Return a clause or a group with the role ``"none"``."""
    if isinstance(member, Clause):
        return attrs.evolve(member, role="none", is_excluded=True)
    return attrs.evolve(member, role="none", members=tuple(map(_inside_excluded, member.members)))


def _inside_excluded(member: Clause | Group) -> Clause | Group:
    """Mark the clauses of a group as excluded; their roles in the group stay."""
    if isinstance(member, Clause):
        return attrs.evolve(member, is_excluded=True)
    return attrs.evolve(member, members=tuple(map(_inside_excluded, member.members)))


def _limited(group: Group, fields: tuple[Field, ...]) -> Group:
    """Return a group whose clauses search some fields, unless they name another field."""
    return attrs.evolve(
        group,
        members=tuple(
            _limited(member, fields)
            if isinstance(member, Group)
            else attrs.evolve(member, fields=fields if member.fields == FIELDS else member.fields)
            for member in group.members
        ),
    )
