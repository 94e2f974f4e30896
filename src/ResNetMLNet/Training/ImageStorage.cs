namespace ResNetMLNet.Training;

/// <summary>Where the images of a training are from their first reading to its end.</summary>
public enum ImageStorage
{
    /// <summary>
    /// In memory, 4 bytes a feature. All rows are read before the first batch, and every epoch has an order of its own.
    /// </summary>
    Memory,

    /// <summary>
    /// In a file in the system's temporary folder that is gone with the training, or with the process: for more images than
    /// memory holds. A first pass reads labels and weights only; where pictures that cannot be read are missing ones, it decodes them
    /// all to find those. Features are read, and files decoded, beside the first epoch, which takes the rows in the order of the
    /// view: shuffle them before, by <c>ShuffleRows</c> for instance. The later epochs have the orders that they have in
    /// <see cref="Memory"/>. On many Linux systems the temporary folder is in memory itself (tmpfs), and nothing is saved there: let
    /// the environment variable TMPDIR (TMP on Windows) name a folder on a disk.
    /// </summary>
    File,

    /// <summary>
    /// As they are encoded, in their files where they lie, or in memory where the source is a column of their bytes: decoded anew for
    /// each batch, on all cores, beside the training. Memory does not grow with the number of files. The features are to be made by
    /// <c>ImagesToFeatures</c> of pictures of <c>LoadPictures</c>, and the view still to have the column of paths or bytes. A first
    /// pass reads labels and that column, and of each file its first bytes, or all of it where pictures that cannot be read are
    /// missing ones; the files are not to change until the training ends. Every epoch has the order that it
    /// has in <see cref="Memory"/>.
    /// </summary>
    Encoded,
}
