"""Which article took the place of which: it must stand in the corpus, and no way leads in a circle."""

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches

from corpus.article import Article
from corpus.errors import Fault
from corpus.fields import quoted
from corpus.naming import printable


def successor_faults(
    articles: Mapping[str, Article], lines: Mapping[str, int], ids: Collection[str]
) -> Iterator[Fault]:
    """Yield what is wrong with ``superseded_by``.

    Takes the articles by their files, the line of each file on which the key stands, and the ids of all files, be
    they faulty or not.
    """
    circling = _circling({article.id: article.superseded_by for article in articles.values()})
    for file, line in lines.items():
        article = articles[file]
        successor = article.superseded_by or ""
        if successor == article.id:
            problem, remedy = "superseded_by names the article itself", "name the article that took its place"
        elif successor not in ids:
            problem = f"superseded_by is {quoted(successor)}, which is no article of the corpus"
            near = get_close_matches(successor, ids, n=1)
            remedy = f"did you mean `{near[0]}`?" if near else "write the id of an article: its file's name, no ending"
        elif article.id in circling:
            problem = f"{quoted(successor)} is itself superseded, and in the end by this article"
            remedy = "take superseded_by out of the article that stands"
        else:
            continue
        yield Fault(printable(file), line, problem, remedy)


def _circling(successors: Mapping[str, str | None]) -> set[str]:
    """Return the ids from which the way from article to successor comes back to where it began."""
    left = dict(successors)
    named = dict.fromkeys(left, 0)
    for successor in left.values():
        if successor in named:
            named[successor] += 1
    free = [article for article, count in named.items() if not count]
    while free:
        successor = left.pop(free.pop())
        if successor in named:
            named[successor] -= 1
            if not named[successor]:
                free.append(successor)
    return set(left)
