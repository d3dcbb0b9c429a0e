"""The commands that read and write text: check, fmt, docs. They never load Qt."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmap.cli.command import Commands, command_parser
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
    answer, problems, quotes = 0, [], []
    for path in chosen.files:
        try:
            found, findings = _checked(path, chosen.allow)
        except UserError as error:
            print(error, file=sys.stderr)
            answer = 2
            continue
        problems += [(path, problem) for problem in found]
        quotes += [(path, finding) for finding in findings]
        if any(problem.severity is not Severity.HINT for problem in found):
            answer = max(answer, 1)
    if chosen.json:
        print(json.dumps(_report(problems, quotes), ensure_ascii=False, indent=1))
    else:
        for path, problem in problems:
            print(problem.at(str(path)), file=sys.stderr)
    return answer


def _checked(path: Path, allowed: list[Path]) -> "tuple[list[Problem], list[QuoteFinding]]":
    from argmap.documents.check import check_quotes
    from argmap.io.files import open_document

    document = open_document(path)
    findings = check_quotes(document.map, path.parent, allowed)
    warnings = [document.placed(finding.problem) for finding in findings if finding.problem]
    return sorted([*document.all_problems(), *warnings], key=lambda p: (p.line, p.column)), findings


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
            print(error, file=sys.stderr)
            answer = 2
            continue
        if changed and chosen.check:
            print(f"{path}: is not in canonical form; argmap fmt would change it", file=sys.stderr)
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
    print(text.rstrip("\n"))
    return 0
