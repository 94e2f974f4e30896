using System.Text;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>Writes text in which characters that a terminal would obey are question marks: names of files may hold any.</summary>
/// <param name="writer">What it writes to.</param>
internal sealed class PlainWriter(TextWriter writer) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => writer.Encoding;

    /// <summary>A text without characters that a terminal would obey.</summary>
    public static string Plain(string text) => string.Create(text.Length, text, (plain, from) =>
    {
        for (var i = 0; i < plain.Length; i++)
            plain[i] = Plain(from[i]);
    });

    /// <inheritdoc/>
    public override void Write(char value) => writer.Write(Plain(value));

    /// <inheritdoc/>
    public override void Write(string? value) => writer.Write(Plain(value ?? ""));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => writer.WriteLine(Plain(value ?? ""));

    /// <inheritdoc/>
    public override void Flush() => writer.Flush();

    private static char Plain(char value) => char.IsControl(value) && value is not ('\n' or '\r' or '\t') ? '?' : value;
}
