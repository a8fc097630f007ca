"""`sijill stages`: the readers that make an article, in their order."""

from __future__ import annotations

from sijill.cli.output import AsJson, Heading, print_json, print_rows


def stages(as_json: AsJson = False) -> None:
    """Show the stages that read an article, what each reads and writes, and their versions."""
    from sijill.run.stages import STAGES

    rows = [
        {
            "name": stage.name,
            "version": stage.version,
            "scope": stage.scope,
            "reads": stage.reads,
            "writes": stage.writes,
        }
        for stage in STAGES
    ]
    if as_json:
        print_json({"rows": rows, "total": len(rows)})
    else:
        print_rows(
            [Heading(name) for name in ("name", "version", "scope", "reads", "writes")],
            [(s.name, s.version, s.scope, ", ".join(s.reads), s.writes) for s in STAGES],
        )
