using Microsoft.ML;
using ResNetMLNet.Pipelines.Common.CommandLine;

namespace ResNetMLNet.Pipelines.Claims;

/// <summary>The pretrained weights of the text trainer, which ML.NET downloads where they are missing.</summary>
internal static class PretrainedText
{
    private const string Source = "https://aka.ms/mlnet-resources/models/NasBert2000000.tsm";

    /// <summary>The file that ML.NET looks for.</summary>
    public static string File(MLContext ml) => Path.GetFullPath(Path.Combine(ml.TempFilePath, "mlnet", "NasBert2000000.tsm"));

    /// <summary>Trains, and says where the weights belong if they can be had neither there nor from the network.</summary>
    /// <exception cref="UserErrorException">There are no pretrained weights.</exception>
    public static ITransformer Fit(MLContext ml, IEstimator<ITransformer> pipeline, IDataView claims, Action<string> notice)
    {
        var file = File(ml);
        if (!System.IO.File.Exists(file))
            notice($"The text trainer's weights are not at '{file}'. ML.NET downloads them now, and gives up after five tries.");
        try
        {
            return pipeline.Fit(claims);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !System.IO.File.Exists(file))
        {
            throw new UserErrorException(
                $"The text trainer needs its pretrained weights at '{file}', and they are missing: "
                + $"{ErrorText.InnermostSentence(exception)} If it is the download that failed, get {Source} on another machine, and "
                + "copy the file there or to 'mlnet' below the folder that --temp names.",
                exception);
        }
    }
}
