"""The commands that read and write text: check, fmt, docs. They never load Qt."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmap.cli.command import Commands, command_parser, give, give_json, say
from argmap.model.errors import Problem, Severity, UserError

if TYPE_CHECKING:
    from argmap.documents.check import QuoteFinding

# ------------------------------------------------------------------------------------------ check


def add_check(commands: Commands) -> None:
    """Add `argmap check`."""
    parser = command_parser(
        commands,
        "check",
        "report every problem of maps, and whether their quotes still stand",
        "argmap check maps/*.argmap.yaml",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help="print problems and quotes as JSON")
    parser.add_argument(
        "--allow",
        action="append",
        type=Path,
        default=[],
        metavar="DIR",
        help="also read documents below this folder (may be given several times)",
    )
    parser.set_defaults(command=check)


def check(chosen: argparse.Namespace) -> int:
    """Check every file named; the worst of their answers is the exit code."""
    answer = 0
    problems: list[tuple[Path, Problem]] = []
    quotes: list[tuple[Path, QuoteFinding]] = []
    for path in chosen.files:
        code, found, findings = _checked(path, chosen.allow)
        answer = max(answer, code)
        problems += [(path, problem) for problem in found]
        quotes += [(path, finding) for finding in findings]
        if not chosen.json or code == _UNREADABLE:
            for problem in found:
                say(problem.what if problem.code == _NO_FILE else problem.at(str(path)))
    if chosen.json:
        give_json(_report(problems, quotes), indent=1)
    return answer


_UNREADABLE = 2
_NO_FILE = "no-file"  # its sentence names the file already


def _checked(path: Path, allowed: list[Path]) -> "tuple[int, list[Problem], list[QuoteFinding]]":
    """The exit code for one file, its problems in the order of its lines, its quotes."""
    from argmap.documents.check import check_quotes
    from argmap.io.files import open_document
    from argmap.io.yaml_errors import UnreadableError

    try:
        document = open_document(path)
    except UnreadableError as error:
        return _UNREADABLE, list(error.problems), []
    except UserError as error:
        return _UNREADABLE, [Problem(Severity.ERROR, _NO_FILE, str(error))], []
    findings = check_quotes(document.map, path.parent, allowed)
    warnings = [document.placed(finding.problem) for finding in findings if finding.problem]
    found = sorted([*document.all_problems(), *warnings], key=lambda p: (p.line, p.column))
    return int(any(p.severity is not Severity.HINT for p in found)), found, findings


def _report(
    problems: list[tuple[Path, Problem]], quotes: "list[tuple[Path, QuoteFinding]]"
) -> dict[str, Any]:
    return {
        "problems": [
            {
                "file": str(path),
                "line": problem.line,
                "column": problem.column,
                "severity": problem.severity.value,
                "code": problem.code,
                "what": problem.what,
            }
            for path, problem in problems
        ],
        "quotes": [
            {
                "file": str(path),
                "statement": finding.statement,
                "quote": finding.quote,
                "part": finding.part,
                "source": finding.source,
                "state": finding.answer.state.value,
                "start": finding.answer.start,
                "end": finding.answer.end,
                "exact": finding.exact,
                "found": finding.answer.found,
            }
            for path, finding in quotes
        ],
    }


# -------------------------------------------------------------------------------------------- fmt


def add_fmt(commands: Commands) -> None:
    """Add `argmap fmt`."""
    parser = command_parser(
        commands,
        "fmt",
        "bring maps into canonical form, in place",
        "argmap fmt --check maps/*.argmap.yaml",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument(
        "--check", action="store_true", help="change nothing; exit with 1 where something would"
    )
    parser.set_defaults(command=fmt)


def fmt(chosen: argparse.Namespace) -> int:
    """Format every file named, or tell which ones are not in canonical form."""
    from argmap.io.files import format_file

    answer = 0
    for path in chosen.files:
        try:
            changed = format_file(path, dry=chosen.check)
        except UserError as error:
            say(error)
            answer = 2
            continue
        if changed and chosen.check:
            say(f"{path}: is not in canonical form; argmap fmt would change it")
            answer = max(answer, 1)
    return answer


# ------------------------------------------------------------------------------------------- docs


def add_docs(commands: Commands) -> None:
    """Add `argmap docs`."""
    parser = command_parser(
        commands,
        "docs",
        "print the reference of actions, settings or the map format",
        "argmap docs schema --json > argmap.schema.json",
    )
    parser.add_argument("subject", choices=("actions", "settings", "schema"))
    parser.add_argument("--json", action="store_true", help="schema: print a JSON Schema")
    parser.set_defaults(command=docs)


def docs(chosen: argparse.Namespace) -> int:
    """Print one reference, made from the table it describes."""
    if chosen.subject == "schema":
        from argmap.io.schema import format_markdown, schema_json

        text = json.dumps(schema_json(), indent=2) if chosen.json else format_markdown()
    elif chosen.json:
        raise UserError(f"docs {chosen.subject}: --json is for the schema alone")
    else:
        from argmap.app.reference import actions_markdown, settings_markdown

        text = actions_markdown() if chosen.subject == "actions" else settings_markdown()
    give(text.rstrip("\n"))
    return 0
