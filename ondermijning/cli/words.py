"""The words of a call, as they would be given again."""

from typer import Context


def words_of(ctx: Context, *but: str) -> list[str]:
    """Return the words of the call: its command and the options it gives, without those in `but`."""
    words = ["knooppunt", str(ctx.info_name)]
    for param in ctx.command.params:
        given = ctx.params.get(str(param.name))
        if param.name in but or given in (None, False, [], ()):
            continue
        for value in given if isinstance(given, list | tuple) else [given]:
            words += [param.opts[-1]] if value is True else [param.opts[-1], str(value)]
    return words
