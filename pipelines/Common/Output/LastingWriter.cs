using System.Text;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>
/// Falls silent once what it writes to is lost, as a terminal that was closed is, so that a training outlives who watched it.
/// </summary>
/// <param name="writer">What it writes to.</param>
internal sealed class LastingWriter(TextWriter writer) : TextWriter
{
    private bool _isLost;

    /// <inheritdoc/>
    public override Encoding Encoding => writer.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Try(() => writer.Write(value));

    /// <inheritdoc/>
    public override void Write(string? value) => Try(() => writer.Write(value));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Try(() => writer.Write(buffer, index, count));

    /// <inheritdoc/>
    public override void Flush() => Try(writer.Flush);

    private void Try(Action action)
    {
        if (_isLost)
            return;
        try
        {
            action();
        }
        catch (IOException)
        {
            // There is no other place to tell it.
            _isLost = true;
        }
    }
}
