using Microsoft.ML;
using Microsoft.ML.Data;

namespace ResNetMLNet.PredictionService.Tests.Racing;

/// <summary>A chain that tells whether it was disposed of, and does nothing else.</summary>
internal sealed class OwnedChain : ITransformer, IDisposable
{
    public bool IsDisposed { get; private set; }

    public bool IsRowToRowMapper => throw new NotSupportedException();

    public void Dispose() => IsDisposed = true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => throw new NotSupportedException();

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException();

    public IDataView Transform(IDataView input) => throw new NotSupportedException();

    void ICanSaveModel.Save(ModelSaveContext ctx) => throw new NotSupportedException();
}
