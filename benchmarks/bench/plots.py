"""How each cost grows with the corpus, as SVG: both axes logarithmic, a line an entrant.

Dashed: vectors stand in for the model's.
"""

from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import LogFormatter

from benchmarks.bench.entrants import ENTRANTS
from benchmarks.bench.figures import KINDS, growth
from benchmarks.bench.rows import Rows

PANELS = {
    "questions": ("p50", "p95", "cold", "at once 100"),
    "indexing": ("index", "nothing", "word", "everything"),
    "room": ("idle", "peak", "disk"),
}
"""File -> the kinds of figure that it shows."""

COLOURS = dict(
    zip(
        [each.name for each in ENTRANTS],
        ("#0b6e4f", "#888888", "#d1495b", "#3366aa", "#e08e0b", "#7d4fa8"),
        strict=True,
    )
)


def draw(rows: Rows, folder: Path) -> list[Path]:
    """Write the plots and return their files; the same figures give the same bytes."""
    mpl.rcParams.update({"svg.hashsalt": "newsdesk", "svg.fonttype": "none", "font.size": 9})
    sizes = sorted({row.size for row in rows.all()})
    folder.mkdir(exist_ok=True)
    written = []
    for name, kinds in PANELS.items():
        canvas = Canvas(figsize=(4.2 * len(kinds), 3.6), layout="constrained")
        for axes, kind in zip(canvas.subplots(1, len(kinds), squeeze=False)[0], kinds, strict=True):
            unit = ""
            for each in ENTRANTS:
                for model, points in growth(rows, kind, sizes, each.name).items():
                    if points:
                        axes.plot(
                            [size for size, _ in points],
                            [point.value for _, point in points],
                            marker="o",
                            markersize=3.5,
                            linestyle="-" if model else "--",
                            color=COLOURS[each.name],
                            label=each.title if model else None,
                        )
                        unit = points[0][1].unit
            axes.set(xscale="log", yscale="log", xlabel="articles", title=f"{KINDS[kind].title} ({unit})")
            axes.xaxis.set_major_formatter("{x:,.0f}")
            axes.yaxis.set_major_formatter("{x:g}")
            axes.yaxis.set_minor_formatter(LogFormatter(minor_thresholds=(1.5, 0.5)))  # where there is no power of ten
            axes.title.set_fontsize(8)
            axes.grid(visible=True, which="major", linewidth=0.3)
        lines, titles = canvas.axes[0].get_legend_handles_labels()
        canvas.legend(lines, titles, loc="outside lower center", ncols=len(titles), frameon=False)
        path = folder / f"{name}.svg"
        canvas.savefig(path, metadata={"Date": None})
        written.append(path)
    return written
