#!/bin/sh
# Runs the verb gpu with the libtorch of the PyTorch that python3 has, or of the folder that RESNETMLNET_TORCH_LIB names.
#   FASHION_MNIST_DIR=DATA ./run.sh [--dry-run] [--json FILE] [--minutes COUNT]
set -eu
: "${FASHION_MNIST_DIR:?is not set: let it name the folder with the four files of Fashion-MNIST}"
if [ -z "${RESNETMLNET_TORCH_LIB:-}" ]; then
  RESNETMLNET_TORCH_LIB="$(python3 -c '
import importlib.util
torch = importlib.util.find_spec("torch")
print(torch.submodule_search_locations[0] + "/lib" if torch else "")')"
fi
if [ -z "$RESNETMLNET_TORCH_LIB" ]; then
  echo "python3 has no torch: activate the environment that has it, or let RESNETMLNET_TORCH_LIB name its folder torch/lib." >&2
  exit 1
fi
export FASHION_MNIST_DIR RESNETMLNET_TORCH_LIB
exec "$(dirname "$0")/ResNetMLNet.Benchmarks" gpu "$@"
