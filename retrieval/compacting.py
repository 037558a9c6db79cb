"""Make an exported graph smaller and quick to open.

Tables that are blocks of four bits anyway are stored so; if asked, arithmetic is int8; the graph is optimised once.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import onnx

BLOCK = 32
ZERO = 8
LARGE_TABLE = 10_000
"""Rows from which a table is worth packing: a vocabulary, not positions or types."""


def pack_tables(path: Path) -> None:
    """Store each large embedding table of the graph in four bits a weight, if that loses nothing.

    multilingual-e5-small is carried as Q4_0 blocks; as float32 its vocabulary alone is 384 MB on disk and in memory,
    as blocks 60 MB, and the vectors are the same. A table that is not made of such blocks stays as it is.
    """
    import onnx
    from onnx import numpy_helper

    model = onnx.load(path)
    tables = {tensor.name: tensor for tensor in model.graph.initializer}
    packed = False
    for node in model.graph.node:
        if node.op_type != "Gather" or (table := tables.get(node.input[0])) is None:
            continue
        if len(table.dims) != 2 or table.dims[0] < LARGE_TABLE or table.dims[1] % BLOCK:
            continue
        if (blocks := blocks_of(numpy_helper.to_array(table))) is not None:
            _replace(model, node, table, *blocks)
            packed = True
    if packed:
        model.opset_import.append(onnx.helper.make_opsetid("com.microsoft", 1))
        onnx.save(model, path)


def blocks_of(table: NDArray[np.float32]) -> tuple[NDArray[np.uint8], NDArray[np.float32]] | None:
    """Return a float32 table (rows, columns) as nibbles (rows, columns / 2) and scales (rows, columns / 32).

    None if any weight would come back changed. In a block the weight farthest from zero is -8 times the scale.
    """
    rows, columns = table.shape
    blocks = table.reshape(rows, columns // BLOCK, BLOCK)
    farthest = np.take_along_axis(blocks, np.abs(blocks).argmax(axis=2)[..., None], axis=2)
    scales = farthest / np.float32(-ZERO)
    steps = np.divide(blocks, scales, out=np.zeros_like(blocks), where=scales != 0)
    nibbles = np.clip(np.rint(steps) + ZERO, 0, 15).astype(np.uint8)
    if not np.array_equal((nibbles.astype(np.float32) - ZERO) * scales, blocks):
        return None
    pairs = nibbles[..., 0::2] | (nibbles[..., 1::2] << 4)
    return pairs.reshape(rows, columns // 2), scales[..., 0]


def quantize(path: Path) -> None:
    """Turn the graph's matrix products into int8, weights per channel, activations as they come.

    Vectors then depend a little on what shares their batch. Tables keep their precision: they cost no time.
    """
    import logging

    from onnxruntime.quantization import QuantType, quantize_dynamic

    # It warns through the root logger of an optional preparation that changes nothing for these graphs.
    logging.disable(logging.WARNING)
    try:
        quantize_dynamic(path, path, op_types_to_quantize=["MatMul"], per_channel=True, weight_type=QuantType.QInt8)
    finally:
        logging.disable(logging.NOTSET)


def map_into_memory(path: Path, mappable: Path) -> None:
    """Write the graph as onnxruntime runs it once optimised, in its own format, whose weights are used where they lie.

    Only what is optimised for every processor is kept: the state folder may move. The name has to end in `.ort`.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(mappable)
    onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def _replace(
    model: "onnx.ModelProto",
    node: "onnx.NodeProto",
    table: "onnx.TensorProto",
    nibbles: NDArray[np.uint8],
    scales: NDArray[np.float32],
) -> None:
    from onnx import helper, numpy_helper

    names = [f"{table.name}.nibbles", f"{table.name}.scales"]
    gather = helper.make_node(
        "GatherBlockQuantized",
        [names[0], node.input[1], names[1]],
        list(node.output),
        name=node.name,
        domain="com.microsoft",
        bits=4,
        block_size=BLOCK,
        gather_axis=0,
        quantize_axis=1,
    )
    model.graph.initializer.append(numpy_helper.from_array(nibbles, names[0]))
    model.graph.initializer.append(numpy_helper.from_array(scales, names[1]))
    model.graph.initializer.remove(table)
    node.CopyFrom(gather)
