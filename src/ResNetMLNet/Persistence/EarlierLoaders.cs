using Microsoft.ML;
using ResNetMLNet.Featurization;

// Model files from before ResNetMLNet.Core was an assembly of its own name this one, and these signatures.
[assembly: LoadableClass(
    typeof(PixelsToFeaturesTransformer), null, typeof(SignatureLoadModel), "Pixels to features", "PixelsToFeatures")]
[assembly: LoadableClass(
    typeof(ImagesToFeaturesTransformer), null, typeof(SignatureLoadModel), "Images to features", "ImagesToFeatures")]
