using Spectre.Console.Rendering;

namespace ResNetMLNet.Pipelines.Common.Output;

/// <summary>Makes the text of all tables and displays plain, whatever it was taken from; their own colours stay.</summary>
internal sealed class PlainText : IRenderHook
{
    /// <inheritdoc/>
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) =>
        renderables.Select(renderable => new Plain(renderable));

    private sealed class Plain(IRenderable inner) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => inner.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => inner.Render(options, maxWidth)
            .Select(segment => segment.IsControlCode ? segment : new Segment(PlainWriter.Plain(segment.Text), segment.Style, segment.Link));
    }
}
