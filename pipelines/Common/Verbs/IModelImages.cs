using System.CommandLine;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Data;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Pipelines.Common.Verbs;

/// <summary>What a program has of its own where a model is used: what its models are given, and where images come from.</summary>
internal interface IModelImages
{
    /// <summary>What the program's models are given.</summary>
    ModelInput Input { get; }

    /// <summary>The options that say which images a model is evaluated on.</summary>
    IEnumerable<Option> EvaluationOptions { get; }

    /// <summary>The options that say which images an exported model is compared by.</summary>
    IEnumerable<Option> ExportOptions { get; }

    /// <summary>The options that say which pictures are taken.</summary>
    IEnumerable<Option> PredictionOptions { get; }

    /// <summary>The images that a model is evaluated on.</summary>
    DataSet Load(MLContext ml, UsedModel model, ParseResult parsed, ProgramConsole console, CancellationToken cancellationToken);

    /// <summary>The images that an exported model is compared by.</summary>
    /// <param name="ml">ML.NET.</param>
    /// <param name="model">The model.</param>
    /// <param name="rows">How many they are at most.</param>
    /// <param name="parsed">What was given.</param>
    /// <param name="console">Where is told what is left out.</param>
    /// <param name="cancellationToken">Ends it.</param>
    DataSet LoadSample(
        MLContext ml, UsedModel model, int rows, ParseResult parsed, ProgramConsole console, CancellationToken cancellationToken);

    /// <summary>Picture files as the model takes them in.</summary>
    ReadPictures Read(MLContext ml, UsedModel model, string[] files, ParseResult parsed, CancellationToken cancellationToken);

    /// <summary>A picture file with what the model's heat map of it lays over the part of it that the model sees.</summary>
    /// <param name="model">The model.</param>
    /// <param name="file">The file.</param>
    /// <param name="heatMap">The values of the heat map, row by row.</param>
    /// <param name="parsed">What was given.</param>
    /// <exception cref="UserErrorException">Nobody knows which part of a picture the model sees.</exception>
    /// <exception cref="UnreadablePictureException">The file cannot be read any more.</exception>
    MLImage Overlay(UsedModel model, string file, ReadOnlySpan<float> heatMap, ParseResult parsed);
}
