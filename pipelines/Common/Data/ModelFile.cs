using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.ML;
using Microsoft.ML.Data;
using ResNetMLNet.OnnxRuntime.Scoring;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Scoring;
using ResNetMLNet.Transforms.Featurization;
using ResNetMLNet.Transforms.Files;
using ResNetMLNet.Transforms.HeatMaps;
using ResNetMLNet.Transforms.Interop;
using ResNetMLNet.Transforms.Pictures;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Pipelines.Common.Data;

/// <summary>Writes and reads the model.zip of <c>train</c>.</summary>
internal static class ModelFile
{
    /// <summary>Writes a model.</summary>
    /// <param name="ml">The context of the model.</param>
    /// <param name="model">The model.</param>
    /// <param name="input">What it is given.</param>
    /// <param name="file">The file, to which it is written.</param>
    /// <remarks>
    /// ML.NET writes each part to a file of its own first: beside the model, since where there is no room a model cannot be written anyway.
    /// </remarks>
    public static void Save(MLContext ml, ITransformer model, DataViewSchema input, Stream file)
    {
        ml.TempFilePath = Path.GetDirectoryName(((FileStream)file).Name)!;
        ml.Model.Save(model, input, file);
    }

    /// <summary>Loads a model and checks that it is one of the program's.</summary>
    /// <param name="ml">The context to load it into.</param>
    /// <param name="file">The file.</param>
    /// <param name="input">What the program's models are given.</param>
    /// <exception cref="UserErrorException">The file is missing, damaged, or another kind of model.</exception>
    public static UsedModel Load(MLContext ml, string file, ModelInput input)
    {
        using var stream = Open(file);
        var (chain, schema) = LoadChain(ml, file, stream);
        if (HasNetwork(chain) && input.IsIn(schema) && ScoresOf(chain, schema!) is { } scores)
            return new UsedModel(chain, schema![input.Column].Type, KeyNames.OfScores(scores));

        (chain as IDisposable)?.Dispose();
        ModelInput[] programs = [ModelInput.Pixels, ModelInput.Path, ModelInput.Claim];
        var owner = HasNetwork(chain) ? programs.FirstOrDefault(other => other != input && other.IsIn(schema)) : null;
        throw new UserErrorException(owner is { Program: var program }
            ? $"'{file}' is a model of the program {program}, not of this one: give it to pipelines/{program}."
            : $"'{file}' is an ML.NET model, but not one that 'train' wrote: give the model.zip of a training.");
    }

    /// <summary>Opens a model file for reading.</summary>
    /// <exception cref="UserErrorException">The file is missing, or is a pipe, device or socket.</exception>
    public static FileStream Open(string file)
    {
        try
        {
            return RegularFile.IsOther(file)
                ? throw new UserErrorException($"The model file '{file}' is a pipe, device or socket: give the model.zip of a training.")
                : File.OpenRead(file);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException || Directory.Exists(file))
        {
            throw new UserErrorException(
                $"The model file '{file}' does not exist. Check the path, or make one with 'train'.", exception);
        }
    }

    /// <summary>Loads whatever chain a model file holds.</summary>
    /// <param name="ml">The context to load it into.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="stream">The opened file.</param>
    /// <returns>The chain, and the schema of what it is given; null if the file does not tell it.</returns>
    /// <exception cref="UserErrorException">The file is damaged or no model, or its parts cannot be written to temporary files.</exception>
    public static (ITransformer Chain, DataViewSchema? Input) LoadChain(MLContext ml, string file, Stream stream)
    {
        try
        {
            return (WithOurLoader(ml, ml.Model.Load(stream, out var schema)), schema);
        }
        catch (Exception exception) when (!MemoryShortage.IsBehind(exception))
        {
            if (OutputFolder.IsWriteError(exception) && UnpackedBytes(stream) is { } bytes)
                WritableFolder.RequireTemporary(ml.TempFilePath, bytes);

            // Whatever a reader stumbles over in a file that is no sound model, it is the file that has to be replaced.
            throw new UserErrorException(
                $"The model file '{file}' cannot be loaded: {Reason(stream, exception)} "
                + "Give the model.zip of a training, or train anew.",
                exception);
        }
    }

    /// <summary>What the pictures of a chain are read by; a chain that reads none has no rules of its own.</summary>
    public static PictureRules RulesOf(ITransformer chain) =>
        ChainMembers.Of(chain).OfType<LoadPicturesTransformer>().FirstOrDefault()?.Source.Rules ?? new PictureRules();

    /// <summary>The ResNet within a chain that was fitted or loaded.</summary>
    public static ResNetTransformer NetworkOf(ITransformer chain) =>
        ChainMembers.Of(chain).OfType<ResNetTransformer>().Single();

    /// <summary>
    /// Where the heat maps of a chain's ResNet lie on the pictures that ImagesToFeatures has cut; null if another transform makes its
    /// features.
    /// </summary>
    public static HeatMapCrop? CropOf(ITransformer chain) => ChainMembers.Of(chain).OfType<ImagesToFeaturesTransformer>()
        .LastOrDefault(features => features.OutputColumnName == NetworkOf(chain).FeatureColumnName) is { } features
            ? HeatMapCrop.Of(features)
            : null;

    /// <summary>The SHA-256 of the weights within a model file, in hexadecimal digits.</summary>
    public static string WeightsSha256(Stream model)
    {
        using var archive = new ZipArchive(model, ZipArchiveMode.Read, leaveOpen: true);
        var entry = archive.Entries.Single(entry => entry.Name.EndsWith(".safetensors", StringComparison.Ordinal));
        using var stream = entry.Open();
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>Models of version 0.1.0 begin with ML.NET's loader, to which no photograph is turned or cut short.</summary>
    private static ITransformer WithOurLoader(MLContext ml, ITransformer chain) =>
        ChainMembers.Of(chain).Any(member => member is ImageLoadingTransformer)
            ? new TransformerChain<ITransformer>([.. ChainMembers.Of(chain).Select(member =>
                member is ImageLoadingTransformer loader ? LoadedImages.ByOurs(ml, loader) : member)])
            : chain;

    private static bool HasNetwork(ITransformer chain) =>
        ChainMembers.Of(chain).Any(member => member is ResNetTransformer or OnnxRuntimeTransformer);

    /// <summary>The column of scores whose classes are known by name; null if there is none.</summary>
    private static DataViewSchema.Column? ScoresOf(ITransformer chain, DataViewSchema input) =>
        chain.GetOutputSchema(input).GetColumnOrNull(ColumnNames.Score) is { } scores && scores.HasSlotNames() ? scores : null;

    private static string Reason(Stream stream, Exception exception)
    {
        if (UnpackedBytes(stream) is null)
            return "it is no zip archive, or one that is cut short.";
        var message = ErrorText.InnermostSentence(exception);

        // ML.NET's words for a version that it does not know.
        if (message.Contains("too new", StringComparison.OrdinalIgnoreCase))
            return "it was written by a newer version than this one.";
        return message;
    }

    /// <summary>The size of all parts of a model file; null if it is no zip archive.</summary>
    private static long? UnpackedBytes(Stream stream)
    {
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            return archive.Entries.Sum(entry => entry.Length);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
