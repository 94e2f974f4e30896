using ResNetMLNet.Modeling;

namespace ResNetMLNet.Training;

/// <summary>Compares the options that choose a network with the network that pretrained weights know to be theirs.</summary>
internal static class KnownNetwork
{
    /// <summary>The options that are neither left at their default nor as the weights have it, in words.</summary>
    public static IReadOnlyList<string> Contradictions(ResNetTrainer.Options options, ResNetDescription known)
    {
        var defaults = new ResNetDescription();
        var whole = known with { Blocks = known.Depths, Widths = known.GroupWidths };
        return
        [
            .. from name in ResNetTrainer.Options.OfNetwork
               let own = OptionValues.Of(options, name)
               let theirs = OptionValues.Of(whole, name)
               where own != OptionValues.Of(defaults, name) && own != theirs
               select $"{name} is {own} and not {theirs}",
        ];
    }
}
