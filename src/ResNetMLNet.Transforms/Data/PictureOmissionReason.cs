namespace ResNetMLNet.Transforms.Data;

/// <summary>Why something that lies in a folder of pictures is left out.</summary>
public enum PictureOmissionReason
{
    /// <summary>A file in a class folder whose content is not in a format that is read.</summary>
    OtherFormat,

    /// <summary>A file beside the class folders, which is in no class.</summary>
    LooseFile,

    /// <summary>A folder within a class folder: it is not looked into.</summary>
    DeeperFolder,

    /// <summary>A folder without a picture of its own: it is no class.</summary>
    EmptyFolder,

    /// <summary>
    /// A file that is empty, must not be read, is a link that leads nowhere, or is a pipe, device or socket; or a file or folder whose
    /// name is not in UTF-8.
    /// </summary>
    Unreadable,

    /// <summary>A file or folder that the system hides, as those are whose names begin with a dot.</summary>
    Hidden,

    /// <summary>A link to the folder of another class, or to a folder with all classes: each picture is taken once.</summary>
    LinkedFolder,
}
