using ResNetMLNet.Modeling;

namespace ResNetMLNet.Training;

/// <summary>Compares the options that choose a network with the network that pretrained weights know to be theirs.</summary>
internal static class KnownNetwork
{
    /// <summary>The options that are neither left at their default nor as the weights have it, in words.</summary>
    public static IReadOnlyList<string> Contradictions(ResNetTrainer.Options options, ResNetDescription known)
    {
        var defaults = new ResNetDescription();
        (string Name, object? Own, object? Default, object Known)[] values =
        [
            (nameof(options.Architecture), options.Architecture, defaults.Architecture, known.Architecture),
            (nameof(options.Blocks), options.Blocks, defaults.Blocks, known.Depths),
            (nameof(options.Widths), options.Widths, defaults.Widths, known.GroupWidths),
            (nameof(options.Layout), options.Layout, defaults.Layout, known.Layout),
            (nameof(options.Stem), options.Stem, defaults.Stem, known.Stem),
            (nameof(options.PreActivation), options.PreActivation, defaults.PreActivation, known.PreActivation),
        ];
        return
        [
            .. from value in values
               let own = OptionValues.Text(value.Own)
               where own != OptionValues.Text(value.Default) && own != OptionValues.Text(value.Known)
               select $"{value.Name} is {own} and not {OptionValues.Text(value.Known)}",
        ];
    }
}
