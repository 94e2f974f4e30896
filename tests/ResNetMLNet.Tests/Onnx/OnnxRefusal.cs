using Microsoft.ML;
using ResNetMLNet.Tests.Utilities;

namespace ResNetMLNet.Tests.Onnx;

/// <summary>What ML.NET's <c>ConvertToOnnx</c> has to hear of models of ours.</summary>
internal static class OnnxRefusal
{
    public static void AssertRefused(ITransformer model, IDataView view, string name)
    {
        var ml = new MLContext(seed: 1);
        using var stream = new MemoryStream();
        Expect.Error<NotSupportedException>(() => ml.Model.ConvertToOnnx(model, view, stream, "Features"), $"cannot convert {name}:", "SaveAsOnnx");
    }
}
