using System.Threading.Channels;

namespace ResNetMLNet.Pipelines.Common.Data;

/// <summary>Lines of a text that somebody still writes.</summary>
internal static class ComingLines
{
    /// <summary>The lines in groups: those that are there already, so that none waits for others.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="most">The most lines of a group.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IEnumerable<string[]> Groups(TextReader reader, int most, CancellationToken cancellationToken)
    {
        var lines = Channel.CreateBounded<string>(most);

        // Nothing ends the reading of a terminal or a pipe but its writer.
        _ = Task.Run(() => Read(reader, lines.Writer, cancellationToken), CancellationToken.None);
        while (lines.Reader.WaitToReadAsync(cancellationToken).AsTask().GetAwaiter().GetResult())
            yield return [.. There(lines.Reader).Take(most)];
    }

    private static IEnumerable<string> There(ChannelReader<string> lines)
    {
        while (lines.TryRead(out var line))
            yield return line;
    }

    private static async Task Read(TextReader reader, ChannelWriter<string> lines, CancellationToken cancellationToken)
    {
        try
        {
            while (await reader.ReadLineAsync(cancellationToken) is { } line)
                await lines.WriteAsync(line, cancellationToken);
            lines.Complete();
        }
        catch (Exception exception)
        {
            // Thrown where the lines are waited for.
            lines.Complete(exception);
        }
    }
}
