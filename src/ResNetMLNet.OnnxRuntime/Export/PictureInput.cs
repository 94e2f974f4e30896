using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.OnnxRuntime.Export;

/// <summary>Reads pictures off rows: planes of red, green and blue. They go in one by one: sizes differ.</summary>
internal sealed class PictureInput(ValueGetter<MLImage> getter) : GraphInput
{
    private MLImage _picture = null!;
    private byte[] _planes = [];
    private long[] _shape = [];

    public override int Capacity => 1;

    public override void Read(int place)
    {
        getter(ref _picture);
        var pixels = new PicturePixels(_picture);
        _planes = pixels.Planes();
        _shape = [1, 3, pixels.Height, pixels.Width];
    }

    public override OrtValue ToTensor(int rows) => OrtValue.CreateTensorValueFromMemory(_planes, _shape);
}
