namespace ResNetMLNet.Transforms.Tests.Pictures;

/// <summary>Photographs and odd pictures, which are no part of the repository.</summary>
internal static class ReferencePhotos
{
    /// <summary>The folder; a test is inconclusive without it.</summary>
    public static string Folder
    {
        get
        {
            if (Environment.GetEnvironmentVariable("PHOTOS_DIR") is not { Length: > 0 } folder)
            {
                Assert.Inconclusive("PHOTOS_DIR names no folder of photographs.");
                return "";
            }
            return folder;
        }
    }

    /// <summary>The file of an odd picture.</summary>
    public static string Odd(string name) => Path.Combine(Folder, "odd", name);
}
