namespace ResNetMLNet.Reports.Data;

/// <summary>What can be found of data, the gravest first.</summary>
public enum DataFindingKind
{
    /// <summary>The same picture, or nearly the same, in two parts of the data: test figures flatter. Serious.</summary>
    InTwoParts,

    /// <summary>The same picture, or nearly the same, in two classes: one of the labels is wrong, or both. Serious.</summary>
    InTwoClasses,

    /// <summary>A picture that cannot be read. Serious.</summary>
    Unreadable,

    /// <summary>A class with one picture for training: nothing can be held out, and nothing be learnt. Serious.</summary>
    OnePicture,

    /// <summary>A label that a model which has not seen the row does not believe.</summary>
    DoubtfulLabel,

    /// <summary>The same picture more than once in one class of one part.</summary>
    Duplicate,

    /// <summary>Nearly the same picture more than once in one class of one part.</summary>
    NearDuplicate,

    /// <summary>A picture in which nearly nothing changes.</summary>
    Blank,

    /// <summary>A picture that is much smaller than the others.</summary>
    Tiny,

    /// <summary>A class that is much larger than another one.</summary>
    Imbalance,

    /// <summary>Something else that lies in a folder and is no picture of a class.</summary>
    LeftOut,
}
