"""haiku.rag, as far as it goes: what it says when it is imported, and whom it embeds by."""

from collections.abc import Sequence

from benchmarks.peers.serving import Reply, Setting, gathered, serve


class Client:
    """See ``serving.Peer``."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting

    async def open(self) -> None:
        """Import it, and refuse: the same weights cannot be given to it."""
        import haiku.rag.client  # noqa: F401  (what is asked is whether it can be)

        raise NotImplementedError("haiku.rag 0.6.0 embeds by Ollama, OpenAI or Voyage AI, not by weights on the disk")

    async def index(self) -> dict[str, float]:
        """Do as ``open``."""
        await self.open()
        return {}

    async def ask(self, question: str) -> Reply:
        """Do as ``open``."""
        await self.open()
        return Reply(question)

    async def together(self, questions: Sequence[str]) -> list[float]:
        """Do as ``open``."""
        return await gathered(self.ask, questions)


if __name__ == "__main__":
    serve(Client)
