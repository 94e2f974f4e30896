using ResNetMLNet.Interop;
using ResNetMLNet.Pipelines.Common.Output;
using ResNetMLNet.Pipelines.ImageFolder;

// The process trains and scores, nothing else.
NativeAllocator.KeepFreedMemory();

return App.Run(args, ProgramConsole.OfProcess());
