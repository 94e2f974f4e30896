using ResNetMLNet.Interop;
using ResNetMLNet.Modeling;
using ResNetMLNet.Modeling.Inference;
using ResNetMLNet.Transforms.Featurization;
using static TorchSharp.torch;

namespace ResNetMLNet.Explanation;

/// <summary>
/// The places of an image that speak for a class (Selvaraju et al. 2017, "Grad-CAM: Visual Explanations from Deep Networks via
/// Gradient-based Localization"), with the probabilities of all classes before them.
/// </summary>
/// <param name="network">The network as it was trained, in eval mode. It stays its owner's.</param>
/// <param name="image">The shape of the images.</param>
/// <param name="explainedClass">The class; null for each image's likeliest one.</param>
internal sealed class GradCam(ResNet network, ImageShape image, int? explainedClass) : IInferenceNetwork
{
    /// <summary>Gives each image's probabilities and the numbers of its map, row by row, from 0 to 1.</summary>
    public Tensor Apply(Tensor images)
    {
        using var scope = NewDisposeScope();

        // What is computed in inference mode can have no gradient later on.
        using var mode = inference_mode(false);
        using var withoutGradients = no_grad();
        var maps = network.LastMaps(images);
        var (logits, gradients) = Gradients(maps);
        var weights = gradients.mean([2, 3], keepdim: true);
        var places = weights.mul(maps).sum(1, keepdim: true).relu();
        return cat([logits.softmax(1), InImage(places).flatten(1)], 1).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
    }

    /// <summary>The logits, and the gradients of each image's logit with respect to its maps.</summary>
    private (Tensor Logits, Tensor Gradients) Gradients(Tensor maps)
    {
        // No gradient reaches the parameters, nor what is before the maps.
        using var withGradients = enable_grad();
        var input = maps.detach().requires_grad_();
        var logits = network.Head(input);
        return (logits.detach(), autograd.grad([logits], [input], [Chosen(logits)])[0]);
    }

    /// <summary>One for each image's class, zero for all others.</summary>
    private Tensor Chosen(Tensor logits)
    {
        var classes = explainedClass is { } one
            ? tensor(one, ScalarType.Int64, logits.device).expand(logits.shape[0])
            : logits.detach().argmax(1);
        return nn.functional.one_hot(classes, logits.shape[1]).to(logits.dtype);
    }

    /// <summary>The places in the size of the images, by their largest value; all zero where that is zero.</summary>
    private Tensor InImage(Tensor places)
    {
        var scaled = nn.functional.interpolate(
            places, [image.Height, image.Width], mode: InterpolationMode.Bilinear, align_corners: false);
        var largest = scaled.amax([2, 3], keepdim: true);
        return scaled.div(largest.add(largest.eq(zeros_like(largest)), Scalars.One));
    }
}
