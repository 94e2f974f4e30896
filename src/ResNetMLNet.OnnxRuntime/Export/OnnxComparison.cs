using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Runtime;
using ResNetMLNet.OnnxRuntime.Interop;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Interop;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.OnnxRuntime.Export;

/// <summary>Runs an ONNX file in ONNX Runtime and compares what it gives with what its model gives.</summary>
internal sealed class OnnxComparison : IDisposable
{
    private readonly IHost _host;
    private readonly ExportedModel _model;
    private readonly OnnxExportOptions _options;
    private readonly OnnxAgreement _agreement;
    private readonly InferenceSession _session;
    private readonly IBatchScorer _reference;

    /// <param name="host">ML.NET's host.</param>
    /// <param name="model">The model.</param>
    /// <param name="file">The file's content.</param>
    /// <param name="options">How many rows are compared, who is told and who may end it.</param>
    /// <exception cref="InvalidOperationException">ONNX Runtime does not take the file.</exception>
    public OnnxComparison(IHost host, ExportedModel model, byte[] file, OnnxExportOptions options)
    {
        _host = host;
        _model = model;
        _options = options;
        _agreement = new OnnxAgreement(model.Network.Outputs.NumbersColumnName);
        _session = Open(file);
        try
        {
            _reference = model.CreateReference();
        }
        catch
        {
            _session.Dispose();
            throw;
        }
    }

    /// <summary>Compares the first rows of a sample.</summary>
    /// <exception cref="InvalidOperationException">There is no row to compare, or the two are too far apart.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public OnnxAgreement Run(IDataView sample)
    {
        var view = _model.Prepare(sample);
        var features = FeatureColumn.Find(_host, view.Schema, _model.Network.FeatureColumnName, _reference.Image);
        var input = view.Schema[_model.InputColumnName];
        using (var cursor = view.GetRowCursor([features, input]))
            Run(cursor, features, GraphInput.Of(_host, cursor, input, RowShape(input)));
        if (_agreement.ComparedRows > 0)
            return _agreement;
        throw new InvalidOperationException(
            (_agreement.Rows == 0 ? "The sample has no rows" : "All rows of the sample have features that are not finite numbers")
            + ", so that the ONNX file cannot be compared with the model, and none was left: give data as the model scores it.");
    }

    /// <summary>Frees both networks.</summary>
    public void Dispose()
    {
        _session.Dispose();
        _reference.Dispose();
    }

    private void Run(DataViewRowCursor cursor, DataViewSchema.Column column, GraphInput input)
    {
        var getFeatures = cursor.GetGetter<VBuffer<float>>(column);
        var size = _reference.Image.Size;
        var features = new float[input.Capacity * size];
        var vector = default(VBuffer<float>);

        // One row first: the file has to take batches of any size.
        for (var capacity = 1; _agreement.Rows < _options.ComparedRows; capacity = input.Capacity)
        {
            var count = 0;
            var most = Math.Min(capacity, _options.ComparedRows - _agreement.Rows);
            while (count < most && cursor.MoveNext())
            {
                _options.CancellationToken.ThrowIfCancellationRequested();
                getFeatures(ref vector);
                vector.CopyAllTo(features.AsSpan(count * size, size), _host, cursor, column.Name);
                input.Read(count++);
            }
            if (count == 0)
                return;
            Compare(features, input, count);
        }
    }

    private void Compare(float[] features, GraphInput input, int count)
    {
        _options.CancellationToken.ThrowIfCancellationRequested();
        _host.CheckAlive();
        var length = _model.Network.Outputs.OutputLength;
        var expected = new float[count * length];
        _reference.Score(features, count, expected);
        using var tensor = input.ToTensor(count);
        using var options = new RunOptions();
        using var outputs = _session.Run(options, _session.InputNames, [tensor], _session.OutputNames);
        var actual = outputs[0].GetTensorDataAsSpan<float>();
        for (var row = 0; row < count; row++)
            _agreement.Add(expected.AsSpan(row * length, length), actual.Slice(row * length, length));
        _options.ProgressCallback?.Invoke(_agreement.Rows);
    }

    private int[] RowShape(DataViewSchema.Column input)
    {
        var image = _reference.Image;
        return _model.InputColumnName == _model.Network.FeatureColumnName
            ? [image.Channels, image.Height, image.Width]
            : [.. (input.Type as VectorDataViewType)?.Dimensions ?? []];
    }

    private static InferenceSession Open(byte[] file)
    {
        OnnxRuntimeTelemetry.TurnOff();
        using var options = new SessionOptions { IntraOpNumThreads = ComputeThreads.Chosen ?? 0 };
        try
        {
            // Few rows go in: threads that spin for more would take the cores from the model's own.
            options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
            return new InferenceSession(file, options);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new InvalidOperationException(
                $"ONNX Runtime does not take the ONNX file: {exception.Message} No file was left. Please report it.",
                exception);
        }
    }
}
