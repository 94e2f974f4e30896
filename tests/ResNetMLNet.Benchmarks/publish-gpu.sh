#!/usr/bin/env bash
# Publishes the benchmark's verb gpu for a Linux host that has a PyTorch and no .NET: one archive, without libtorch and without data.
#   tests/ResNetMLNet.Benchmarks/publish-gpu.sh [FOLDER]     the folder gets the archive; artifacts/gpu if none is given
set -euo pipefail
project="$(cd "$(dirname "$0")" && pwd)"
mkdir -p "${1:-$project/../../artifacts/gpu}"
folder="$(cd "${1:-$project/../../artifacts/gpu}" && pwd)"
name=resnetmlnet-gpu
archive="$folder/$name.tar.xz"
limit=60000000

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
dotnet publish "$project" -c Release -r linux-x64 --self-contained -v quiet --nologo \
  -p:ResNetMLNetCpuBackend=false -p:SatelliteResourceLanguages=en --artifacts-path "$work/build" -o "$work/$name"
cp "$project/Gpu/run.sh" "$work/$name/"

# What other verbs need, and debuggers. The list of files goes too: a program whose list names what is not there does not start.
cd "$work/$name"
rm -rf BenchmarkDotNet* Microsoft.CodeAnalysis* Microsoft.Diagnostics.* Dia2Lib.dll Iced.dll OSExtensions.dll TraceReloggerLib.dll amd64 \
  Gee.External.Capstone.dll libcapstone.* libonnxruntime* libmscordbi.so libmscordaccore.so libcoreclrtraceptprovider.so \
  ResNetMLNet.Benchmarks.deps.json
find . \( -name '*.xml' -o -name '*.pdb' -o -name '*.dbg' \) -delete

tar -C "$work" -cJf "$archive" "$name"
size="$(stat -c %s "$archive")"
if [ "$size" -gt "$limit" ]; then
  echo "$archive has $size bytes, which is more than $limit: leave out more of what the verb does not need." >&2
  exit 1
fi
echo "$archive: $((size / 1000000)) MB. On the host, with the four files of Fashion-MNIST in DATA:"
echo "  tar -xJf $name.tar.xz && FASHION_MNIST_DIR=DATA $name/run.sh --json gpu.json"
