using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.ML;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;

namespace ResNetMLNet.Pipelines.Common.Verbs;

/// <summary>The images of a program that any number of processes may score together.</summary>
internal interface IScoredImages
{
    /// <summary>What the program's models are given.</summary>
    ModelInput Input { get; }

    /// <summary>The options that say which images they are.</summary>
    IEnumerable<Option> ScoringOptions { get; }

    /// <summary>The argument that names images; null for none.</summary>
    Argument<string[]>? Argument { get; }

    /// <summary>What is wrong with what was given, as a sentence; null if nothing is.</summary>
    string? FaultOf(CommandResult result);

    /// <summary>Finds the images and calls what scores them.</summary>
    int Score(
        MLContext ml,
        UsedModel model,
        ParseResult parsed,
        ProgramConsole console,
        Func<RowsToScore, int> score,
        CancellationToken cancellationToken);
}
