using System.CommandLine;
using ResNetMLNet.Modeling;
using ResNetMLNet.Training;

namespace ResNetMLNet.Pipelines.Common.CommandLine.Training;

/// <summary>Which network of the family is trained.</summary>
internal sealed class NetworkOptions
{
    private readonly Option<string?> _architecture = NetworkChoices.Architecture();
    private readonly Option<string?> _layout = NetworkChoices.Layout();
    private readonly Option<string?> _stem = NetworkChoices.Stem();

    /// <summary>The options in the order of the help.</summary>
    public IEnumerable<Option> All => [_architecture, _layout, _stem];

    /// <summary>Puts what was given over the recipe's values.</summary>
    public void Apply(ParseResult parsed, ResNetTrainer.Options options)
    {
        options.Architecture = parsed.Read<ResNetArchitecture>(_architecture) ?? options.Architecture;
        options.Layout = parsed.Read<ResNetLayout>(_layout) ?? options.Layout;
        options.Stem = parsed.Read<ResNetStem>(_stem) ?? options.Stem;
    }
}
