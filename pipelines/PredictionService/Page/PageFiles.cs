using Microsoft.AspNetCore.StaticFiles;

namespace ResNetMLNet.Pipelines.PredictionService.Page;

/// <summary>The page at <c>/</c>.</summary>
internal static class PageFiles
{
    // The page's own files are all that it needs; "blob:" are the pictures that the reader gave it.
    private const string OnlyOwnContent = "default-src 'self'; img-src 'self' blob:; base-uri 'none'; form-action 'none'";

    /// <summary>Answers <c>/</c> and the files of the page.</summary>
    public static void UsePage(this IApplicationBuilder app)
    {
        app.UseDefaultFiles();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = AddHeaders });
    }

    private static void AddHeaders(StaticFileResponseContext file)
    {
        var headers = file.Context.Response.Headers;
        headers.ContentSecurityPolicy = OnlyOwnContent;
        headers.XContentTypeOptions = "nosniff";
        // Ask each time whether a file has changed: a new service must not meet the script of an old one.
        headers.CacheControl = "no-cache";
    }
}
