using System.Text.Encodings.Web;
using System.Text.Unicode;
using Fluid;

namespace ResNetMLNet.Reports.Html;

/// <summary>Writes a page as one HTML file that needs no other.</summary>
internal static class PageText
{
    private static readonly HtmlEncoder _encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly Lazy<IFluidTemplate> _template = new(() =>
    {
        using var stream = typeof(PageText).Assembly.GetManifestResourceStream("page.liquid")!;
        using var reader = new StreamReader(stream);
        return new FluidParser(new FluidParserOptions { AllowFunctions = true }).Parse(reader.ReadToEnd());
    });

    // Names in the template are those of the properties.
    private static readonly TemplateOptions _options = new() { MemberAccessStrategy = new UnsafeMemberAccessStrategy() };

    /// <summary>Writes a page.</summary>
    public static void Write(Page page, Stream stream)
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        writer.Write(_template.Value.Render(new TemplateContext(page, _options), _encoder));
    }
}
