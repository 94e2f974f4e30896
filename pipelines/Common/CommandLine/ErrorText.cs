using System.Reflection;
using System.Runtime.InteropServices;
using ResNetMLNet.Distributed;
using ResNetMLNet.OnnxRuntime.Scoring;
using ResNetMLNet.Pipelines.Common.CommandLine.Training;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Reports;
using ResNetMLNet.Training;
using ResNetMLNet.Transforms.Interop;
using ResNetMLNet.Transforms.Scoring;

namespace ResNetMLNet.Pipelines.Common.CommandLine;

/// <summary>
/// Turns exceptions into what the user reads: a message for what can be mended, the trace for a bug of ours.
/// </summary>
internal static class ErrorText
{
    private static readonly string?[] Libraries =
    [
        typeof(ResNetTrainer).Assembly.GetName().Name,
        typeof(NetworkTransformer).Assembly.GetName().Name,
        typeof(OnnxRuntimeTransformer).Assembly.GetName().Name,
        typeof(ModelReport).Assembly.GetName().Name,
        typeof(BlockScoringCatalog).Assembly.GetName().Name,
    ];

    /// <summary>The text for standard error.</summary>
    public static string Describe(Exception exception)
    {
        if (MemoryShortage.IsBehind(exception))
        {
            return MemoryShortage.Explanation(exception) is { } explanation
                ? PlainWriter.Line(OptionNames.Translate(explanation))
                : "Out of memory: lower --batch-size or --image-size of 'train', or give the program more memory.";
        }
        var cause = Innermost(exception);
        return IsExpected(cause)
            ? PlainWriter.Line(cause is UserErrorException ? cause.Message : OptionNames.Translate(MessageOf(cause)))
            : $"An unexpected error, please report it with this trace:{Environment.NewLine}{exception}";
    }

    /// <summary>
    /// The message of the exception that started it, without the decorations of .NET, libtorch and ML.NET.
    /// </summary>
    public static string InnermostMessage(Exception exception) => MessageOf(Innermost(exception));

    /// <summary>The same with a full stop at its end.</summary>
    public static string InnermostSentence(Exception exception)
    {
        var message = InnermostMessage(exception);
        return message.EndsWith('.') ? message : message + ".";
    }

    /// <summary>
    /// ML.NET and reflection wrap what happened in exceptions that say only that something did; an error of ours is
    /// already the text to show.
    /// </summary>
    private static Exception Innermost(Exception exception)
    {
        while (!IsOurs(exception) && exception.InnerException is { } inner
            && exception is AggregateException or TargetInvocationException or TypeInitializationException
                or InvalidOperationException)
        {
            exception = inner;
        }

        return exception;
    }

    private static bool IsOurs(Exception exception) => exception is UserErrorException || Libraries.Contains(exception.Source);

    private static bool IsExpected(Exception exception) => exception
        is UserErrorException
        or IOException
        or InvalidDataException
        or UnauthorizedAccessException
        or FormatException
        or ArgumentException
        or InvalidOperationException
        or NotSupportedException
        or HttpRequestException
        or DllNotFoundException
        or ExternalException;

    private static string MessageOf(Exception exception)
    {
        var message = exception switch
        {
            ArgumentException { ParamName: { } name } =>
                exception.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal),

            // libtorch appends its own stack.
            ExternalException => exception.Message.Split('\n')[0],
            _ => exception.Message,
        };
        return message.Trim();
    }
}
