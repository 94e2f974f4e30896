using Microsoft.ML;
using ResNetMLNet.Pipelines.Common.CommandLine;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Transforms;
using ResNetMLNet.Transforms.Data;

namespace ResNetMLNet.Pipelines.ImageFolder.Data;

/// <summary>Looks for pictures in folders that options name.</summary>
internal static class FolderSearch
{
    /// <summary>Looks for pictures in a folder; none of them is decoded.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="path">The folder.</param>
    /// <param name="option">The option that it was given by.</param>
    /// <param name="classNames">The classes that are known; null to take those of the folder.</param>
    /// <param name="console">Where is told what is done.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="UserErrorException">The folder is no folder of classes.</exception>
    public static PictureFolder Find(
        MLContext ml,
        string path,
        string option,
        IReadOnlyList<string>? classNames,
        ProgramConsole console,
        CancellationToken cancellationToken)
    {
        try
        {
            return console.During(
                $"Looking for pictures in {path} ...", _ => ml.Data.LoadPictureFolder(path, classNames, cancellationToken));
        }
        catch (Exception exception) when (exception is DirectoryNotFoundException or InvalidDataException)
        {
            throw new UserErrorException($"{exception.Message} Check {option}.", exception);
        }
    }
}
