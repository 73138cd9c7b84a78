"""The first engine, rapidocr: loaded when first needed, laid out to spare memory."""

import functools
import os
from typing import Any

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # onnxruntime reads it when it is imported: below, when first needed
LOOK_AGAIN = (1.0, 1.6)  # the sizes at which it looks again


class EngineMissing(Exception):
    """No engine is installed that reads pictures."""


@functools.cache
def rapid() -> Any:
    try:
        from rapidocr import RapidOCR
    except ImportError as error:
        raise EngineMissing("rapidocr") from error
    engine: Any = RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.text_score": 0.0,  # the default drops weak lines without a word
            "Global.use_cls": False,  # pages are turned upright before
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Det.limit_type": "max",  # the default enlarges narrow pictures: seconds a line
            "Det.limit_side_len": 1280,
            "Rec.rec_batch_num": 1,  # halves the memory, no slower
        }
    )
    for load in ("_load_det_model", "_load_rec_model"):  # there is no setting for it
        net = getattr(engine, load)().session
        net.session = _sparing(net.session)
    return engine


def _sparing(session: Any) -> Any:
    """Give the same net without the last step of optimising, laid out for the processor: a page then takes 150 MB less.

    What it costs in time could not be measured.
    """
    import onnxruntime  # type: ignore[import-untyped]

    options = session.get_session_options()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    return onnxruntime.InferenceSession(session._model_path, options, providers=["CPUExecutionProvider"])
