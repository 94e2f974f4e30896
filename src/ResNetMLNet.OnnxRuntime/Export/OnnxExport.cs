using Microsoft.ML;
using Microsoft.ML.Runtime;
using ResNetMLNet.Transforms.Files;
using ResNetMLNet.Transforms.Onnx;

namespace ResNetMLNet.OnnxRuntime.Export;

/// <summary>Writes a model as an ONNX file that agrees with it.</summary>
internal sealed class OnnxExport(IHostEnvironment environment, OnnxExportOptions options)
{
    private readonly IHost _host = environment.Register(nameof(OnnxExport));

    /// <inheritdoc cref="OnnxRuntimeCatalog.SaveAsOnnx"/>
    public OnnxExportResult Run(ITransformer model, IDataView sample, string path)
    {
        var target = CheckedPath(path);
        var exported = ExportedModel.Of(_host, model, sample.Schema, options.IncludeFeaturization);
        var content = exported.ToOnnx();
        try
        {
            content.CheckSize();
            OnnxExportResult? result = null;
            AtomicFile.Write(target, stream =>
            {
                content.WriteTo(stream);

                // The comparison has weights of its own.
                content.Dispose();
                var agreement = Compare(exported, sample, stream);
                result = new(
                    target, stream.Length, OnnxMessages.OperatorSet, agreement.ComparedRows, agreement.GreatestDifference);
            });
            return result!;
        }
        finally
        {
            content.Dispose();
        }
    }

    private OnnxAgreement Compare(ExportedModel exported, IDataView sample, Stream file)
    {
        file.Position = 0;
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        using var comparison = new OnnxComparison(_host, exported, bytes, options);
        return comparison.Run(sample);
    }

    private static string CheckedPath(string path)
    {
        var target = Path.GetFullPath(path);
        if (Directory.Exists(target))
            throw new IOException($"'{path}' is a folder: give the path of the ONNX file in it.");
        if (!Directory.Exists(Path.GetDirectoryName(target)))
            throw new DirectoryNotFoundException($"The folder of '{path}' does not exist: make it, or give another path.");
        if (!IsFree(target))
            throw new IOException($"'{path}' is there already and is no ONNX file: give another path, or delete it.");
        return target;
    }

    /// <summary>Whether nothing is there that could not be made again: no model file, no picture.</summary>
    private static bool IsFree(string path)
    {
        if (!File.Exists(path))
            return true;
        using var file = RegularFile.OpenRead(path);
        return file.ReadByte() is -1 or OnnxMessages.FirstByte;
    }
}
