"""Who is measured: Newsdesk, its peers, and the bare parts of which any way from question to passages is made."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entrant:
    """One that is measured: ``benchmarks/peers/<name>.py`` plays it, in an environment with these requirements.

    ``environment`` names the environment, which two may share; ``what`` says in a line what was set up. ``refused``
    says why one cannot run where no hub is reached; it is set up only when it is asked for by name.
    """

    name: str
    title: str
    what: str
    environment: str
    requirements: tuple[str, ...]
    refused: str = ""


NEWSDESK = Entrant(
    "newsdesk",
    "Newsdesk",
    "as shipped, the quote writer",
    "newsdesk",
    ("--editable", "."),
)
BARE = Entrant(
    "bare",
    "the limit",
    "the exported model on onnxruntime and the Chroma query, nothing around them",
    "newsdesk",
    NEWSDESK.requirements,
)
# The latest versions that could be installed when the peers were set up, on Python 3.11.
PEERS = (
    Entrant(
        "langchain",
        "LangChain",
        "the quick-start chain: RecursiveCharacterTextSplitter(1000, 200), HuggingFaceEmbeddings, Chroma, 4 nearest",
        "langchain",
        (
            "langchain==1.4.7",
            "langchain-core<1.7.3",
            "langchain-text-splitters==1.1.3",
            "langchain-huggingface==1.2.3",
            "langchain-chroma==1.1.0",
            "sentence-transformers==6.2.0",
        ),
    ),
    Entrant(
        "llamaindex",
        "LlamaIndex",
        "CitationQueryEngine over VectorStoreIndex, its defaults, the 3 nearest",
        "llamaindex",
        ("llama-index-core==0.14.25", "llama-index-embeddings-huggingface==0.8.0"),
    ),
    Entrant(
        "haiku",
        "haiku.rag",
        "its client",
        "haiku",
        ("haiku.rag==0.6.0",),
        "0.6.0, the last for Python 3.11, installs (6.7 GB, 215 packages, a CUDA build of PyTorch among them), but its "
        "import downloads the vocabulary of gpt-4o, and it embeds by services only: Ollama, OpenAI, Voyage AI",
    ),
    Entrant(
        "paperqa",
        "paper-qa",
        "Docs over NumpyVectorStore, its defaults",
        "paperqa",
        ("paper-qa==2026.8.12", "sentence-transformers==6.2.0"),
    ),
)
ENTRANTS = (NEWSDESK, BARE, *PEERS)


def entrant(name: str) -> Entrant:
    """Return the entrant of this name; KeyError when there is none."""
    return {each.name: each for each in ENTRANTS}[name]
