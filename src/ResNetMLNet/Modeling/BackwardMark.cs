using static TorchSharp.torch;

namespace ResNetMLNet.Modeling;

/// <summary>Leaves maps as they are, and tells when backward has passed them: TorchSharp has no hooks of gradients.</summary>
internal sealed class BackwardMark : autograd.SingleTensorFunction<BackwardMark>
{
    private const string PassedKey = "passed";

    /// <inheritdoc/>
    public override string Name => nameof(BackwardMark);

    /// <summary>Marks maps.</summary>
    /// <param name="maps">The maps.</param>
    /// <param name="passed">Is called by libtorch when the gradients of all behind the maps are there; it throws nothing.</param>
    public static Tensor Apply(Tensor maps, Action passed) => apply(maps, passed);

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        ctx.save_data(PassedKey, vars[1]);
        return ((Tensor)vars[0]).alias();
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        ((Action)ctx.get_data(PassedKey))();

        // One for each argument.
        return [grad_output.alias(), null!];
    }
}
