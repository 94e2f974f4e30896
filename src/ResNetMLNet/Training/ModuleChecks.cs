using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.ML.Runtime;
using ResNetMLNet.Files;
using ResNetMLNet.Modeling;
using ResNetMLNet.Modeling.Checks;
using ResNetMLNet.Transforms.Interop;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetMLNet.Training;

/// <summary>
/// Refuses a user's network that cannot be trained, saved or loaded, before any row is read, and tells of one that computes wrongly.
/// </summary>
internal static class ModuleChecks
{
    private const int ImageCount = 2;

    /// <summary>The seed of the images, and of what layers draw while they are let through.</summary>
    private const int Seed = 1;

    /// <param name="channel">Hears of a network that computes wrongly.</param>
    /// <param name="network">The network, on the CPU; afterwards it is in training mode.</param>
    /// <param name="factory">What made it.</param>
    /// <param name="context">What it was made for.</param>
    /// <exception cref="InvalidOperationException">The network is not as it has to be.</exception>
    public static void Check(
        IChannel channel, nn.Module<Tensor, Tensor> network, ITorchModuleFactory factory, TorchModuleContext context)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        CheckTypes(network);
        var images = Images(context);
        var outputs = Apply(network, images);
        CheckOutputs(network, outputs, context);
        if (!network.parameters().Any(parameter => parameter.requires_grad))
        {
            throw new InvalidOperationException(
                $"The network {network.GetName()} has no parameter to learn: register its layers, or let some require gradients.");
        }
        using var other = SeededGenerator.Create(factory, context with { Seed = context.Seed == 0 ? 1 : 0 });
        CheckState(network, other, images, outputs);
        TellUnregistered(channel, network);

        // Layers that draw need not draw the same in another precision.
        if (AreClose(outputs, Apply(network, images, Seed + 1)))
            TellInexact(channel, other, images, outputs);
        network.train();
    }

    private static void CheckTypes(nn.Module network)
    {
        foreach (var (name, tensor) in network.state_dict())
        {
            if (!SafeTensorsTypes.Has(tensor.dtype))
            {
                throw new InvalidOperationException(
                    $"The network {network.GetName()} has '{name}' of type {tensor.dtype}, which no model file can hold: convert "
                    + $"it to {ScalarType.Float32}, or to another type of the format safetensors.");
            }
        }
    }

    /// <summary>What a loss makes of other outputs does not tell what is wrong.</summary>
    private static void CheckOutputs(nn.Module network, Tensor outputs, TorchModuleContext context)
    {
        if (!outputs.shape.SequenceEqual([ImageCount, context.ClassCount]))
        {
            throw new InvalidOperationException(
                $"The network {network.GetName()} gives outputs of shape ({string.Join(", ", outputs.shape)}) for {ImageCount} images "
                + $"and {context.ClassCount} classes, it has to give ({ImageCount}, {context.ClassCount}): one logit a class.");
        }
    }

    /// <summary>Gives the network's state to another one, as loading does.</summary>
    private static void CheckState(
        nn.Module<Tensor, Tensor> network, nn.Module<Tensor, Tensor> other, Tensor images, Tensor outputs)
    {
        var state = network.state_dict();
        var names = other.state_dict().Keys.ToHashSet();
        foreach (var (name, tensor) in other.state_dict().Where(entry => state.ContainsKey(entry.Key)))
            tensor.copy_(state[name]);

        // What comes out differently of one and the same network tells nothing.
        if (!AreClose(outputs, Apply(network, images)) || (names.SetEquals(state.Keys) && AreClose(outputs, Apply(other, images))))
            return;
        var missing = UnregisteredMembers.Of(network).Select(member => member.Place).ToList();
        throw new InvalidOperationException(
            $"The network {network.GetName()} is not all in its state, so that a part of it would neither learn nor be saved: another "
            + $"one of its factory with its state gives other scores. {Remedy(missing)}");
    }

    /// <summary>What begins with the same numbers in every network does not show in the scores.</summary>
    private static void TellUnregistered(IChannel channel, nn.Module network)
    {
        var missing = UnregisteredMembers.Of(network).Where(member => member.IsLearnt).Select(member => member.Place).ToList();
        if (missing.Count > 0)
            channel.Warning($"The network {network.GetName()} has parts that neither learn nor are saved. {Remedy(missing)}");
    }

    /// <summary>
    /// Compares the scores of a network with those of the same state in double precision, which oneDNN does not compute: what it has
    /// wrong on some processors can be replaced in networks of our own only.
    /// </summary>
    private static void TellInexact(IChannel channel, nn.Module<Tensor, Tensor> other, Tensor images, Tensor outputs)
    {
        if (other.parameters().Any(parameter => parameter.dtype != ScalarType.Float32))
            return;
        Tensor exact;
        try
        {
            exact = Apply(other.to(ScalarType.Float64), images.to(ScalarType.Float64));
        }
        catch (Exception exception) when (!MemoryShortage.IsBehind(exception))
        {
            // It need not be able to: single precision is all that it was written for.
            channel.Info($"The scores of the network {other.GetName()} were not checked in double precision: {exception.Message}");
            return;
        }
        var error = KernelError.Of(outputs, exact);
        if (error > KernelError.Tolerance(ScalarType.BFloat16))
        {
            channel.Warning(string.Create(
                CultureInfo.InvariantCulture,
                $"The scores of the network {other.GetName()} are {error:P1} of the largest off those in double precision. Some processors "
                + $"compute some of libtorch's operators wrongly: {KernelCheck.Advice}"));
        }
    }

    private static string Remedy(List<string> missing) => missing.Count == 0
        ? "Register all that has weights as a module, parameter or buffer, and draw nothing else from the seed."
        : $"Not registered: {string.Join(", ", missing)}. Call RegisterComponents at the end of the constructor, which registers "
            + "fields, and register_module, register_parameter or register_buffer for what is in lists.";

    private static bool AreClose(Tensor first, Tensor second) => first.allclose(second, rtol: 1e-3, atol: 1e-5, equal_nan: true);

    /// <summary>Noise, since weights do not show on blank images.</summary>
    private static Tensor Images(TorchModuleContext context)
    {
        using var generator = new Generator(Seed, CPU);
        return rand([ImageCount, context.ImageChannels, context.ImageHeight, context.ImageWidth], generator: generator);
    }

    /// <summary>Scores the images with the same draws each time, for layers that draw.</summary>
    private static Tensor Apply(nn.Module<Tensor, Tensor> network, Tensor images, ulong seed = Seed)
    {
        network.eval();
        try
        {
            return SeededGenerator.Run(seed, () => network.call(images));
        }
        catch (ExternalException exception) when (!MemoryShortage.IsBehind(exception))
        {
            throw new InvalidOperationException(
                $"The network {network.GetName()} does not take images of shape ({string.Join(", ", images.shape)}): "
                + $"{exception.Message}", exception);
        }
    }
}
