using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using ResNetMLNet.Pipelines.PredictionService.Problems;
using ResNetMLNet.Transforms.Pictures;

namespace ResNetMLNet.Pipelines.PredictionService.Pictures;

/// <summary>Reads the files of a form; its other fields are passed over.</summary>
internal static class MultipartPictures
{
    private const int LongestBoundary = 70;

    /// <summary>Reads all files.</summary>
    /// <param name="body">The form.</param>
    /// <param name="type">Its type, with the boundary.</param>
    /// <param name="mostPictures">The most files that are taken.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ServiceProblemException">The form is malformed, or has no files or too many.</exception>
    public static async Task<IReadOnlyList<Upload>> ReadAsync(
        Stream body, MediaTypeHeaderValue type, int mostPictures, CancellationToken cancellationToken)
    {
        var pictures = new List<Upload>();
        try
        {
            var reader = new MultipartReader(BoundaryOf(type), body);
            while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
            {
                if (FileNameOf(section) is not { } name)
                    continue;
                if (pictures.Count == mostPictures)
                    throw new ServiceProblemException(ServiceProblem.TooManyPictures(mostPictures));
                pictures.Add(new Upload(name, await ReadAsync(section, cancellationToken)));
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw Malformed(exception.Message.TrimEnd('.'));
        }

        return pictures.Count > 0 ? pictures : throw new ServiceProblemException(ServiceProblem.NoPictures(
            $"The form has no file. Add {PictureSignatures.Formats} files, each as a part with a file name."));
    }

    private static async Task<byte[]> ReadAsync(MultipartSection section, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        await section.Body.CopyToAsync(content, cancellationToken);
        return content.ToArray();
    }

    /// <summary>The name of a section that is a file; null for any other.</summary>
    private static string? FileNameOf(MultipartSection section) =>
        ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) && disposition.IsFileDisposition()
            ? HeaderUtilities.RemoveQuotes(NameOf(disposition)).Value
            : null;

    private static StringSegment NameOf(ContentDispositionHeaderValue disposition) =>
        disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName;

    private static string BoundaryOf(MediaTypeHeaderValue type) =>
        HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= LongestBoundary } boundary
            ? boundary
            : throw Malformed("its Content-Type has no boundary, or one of more than 70 characters");

    private static ServiceProblemException Malformed(string reason) => new(ServiceProblem.Malformed(
        $"The form cannot be read: {reason}. Send multipart/form-data as HTTP clients make it."));
}
