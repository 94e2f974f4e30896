using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using ResNetMLNet.Transforms.Featurization;

namespace ResNetMLNet.OnnxRuntime.Export;

/// <summary>Reads pictures off rows: planes of red, green and blue. They go in one by one: sizes differ.</summary>
internal sealed class PictureInput(ValueGetter<MLImage> getter) : GraphInput
{
    private MLImage? _picture;
    private byte[] _planes = [];
    private long[] _shape = [];

    public override int Capacity => 1;

    public override void Read(int place)
    {
        getter(ref _picture!);
        if (_picture is null)
        {
            // A missing picture, whose features of NaN are compared with nothing.
            (_planes, _shape) = (new byte[3], [1, 3, 1, 1]);
            return;
        }
        var pixels = new PicturePixels(_picture);
        _planes = pixels.Planes();
        _shape = [1, 3, pixels.Height, pixels.Width];
    }

    public override OrtValue ToTensor(int rows) => OrtValue.CreateTensorValueFromMemory(_planes, _shape);
}
