using ResNetMLNet.Featurization;
using ResNetMLNet.Interop;
using ResNetMLNet.Modeling;
using ResNetMLNet.Modeling.Inference;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Scoring;

/// <summary>A trained network in the forms that score fastest on a device: one for batches, one for single rows.</summary>
internal sealed class ScoringNetworks : IDisposable
{
    private readonly ResNet18 _network;
    private readonly MapSize _image;
    private readonly int _batchSize;
    private readonly ScalarType _type;
    private readonly bool _fuse;
    private IInferenceNetwork? _batches;
    private IInferenceNetwork? _singles;

    public ScoringNetworks(ResNet18 network, ImageShape image, Device device, ScoringPrecision precision)
    {
        _network = network;
        _image = new MapSize(image.Height, image.Width);
        _batchSize = ScoringBatch.SizeFor(image);
        _type = Format(device, precision);
        _fuse = device.type == DeviceType.CPU && FusedOperators.Work(_type);
    }

    /// <summary>The form for a number of rows; what the fused operators pack for one number is slow for another.</summary>
    public IInferenceNetwork For(int rows) => rows == 1 && _fuse
        ? _singles ??= Prepare(batchSize: 1)
        : _batches ??= Prepare(_batchSize);

    public void Dispose()
    {
        _batches?.Dispose();
        _singles?.Dispose();
    }

    private IInferenceNetwork Prepare(int batchSize)
    {
        using var folded = _network.Fold();
        return _fuse ? new FusedNetwork(folded, _image, batchSize, _type) : new EagerNetwork(folded, _image, _type);
    }

    private static ScalarType Format(Device device, ScoringPrecision precision) => precision switch
    {
        ScoringPrecision.BFloat16 => ScalarType.BFloat16,
        ScoringPrecision.Auto when BFloat16Support.IsNative(device) => ScalarType.BFloat16,
        _ => ScalarType.Float32,
    };
}
