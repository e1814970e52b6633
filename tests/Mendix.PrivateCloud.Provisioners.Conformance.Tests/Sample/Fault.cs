namespace Mendix.PrivateCloud.Provisioners.Conformance.Tests.Sample;

/// <summary>What the sample does wrong. Each is a mistake that an author could make.</summary>
public enum Fault
{
    None,

    // Names and marks
    RandomNames,
    TruncatedNames,
    UnquotedText,
    NoMark,
    AdoptsForeignThings,
    DeletesForeignThings,
    MarksInALaterEffect,

    // Effects
    MakeIsNotIdempotent,
    MakesAnewOnRepeat,
    EffectOutsideOfTheObserver,
    ForgetsTheDoor,
    SessionsPreventRemoval,
    LeavesData,
    LeavesTheKey,
    RemovalOfNothingFails,
    ForgetsWhatItCannotReach,
    KeepsTheFormerPassword,
    ReturnsWhatItDidNotSet,
    TakesNothingBack,
    TakesBackTooMuch,
    TransientBecomesFinal,
    SwallowsTheObserver,

    // Tenants
    SharedPassword,
    OpensTheVaultToAll,
    SharedState,

    // Secrets
    SecretInDescription,
    SecretInLog,
    SecretInException,
    SecretInTrace,
    SecretInCheck,

    // Cancellation
    IgnoresCancellation,
    TellsCancellationAsFailure,
    SucceedsWhenCancelled,
    RotationIgnoresCancellation,
    CancelledRotationCleansUp,

    // Plans, checks and previews
    AcceptsUnknownFields,
    QuotesMisplacedSecrets,
    CheckLeavesSomething,
    CheckPassesAlways,
    RightsAreNotNamed,
    PreviewIsShort,
    PreviewMakes,

    // Rotation and retention
    RotationChangesTheOnlyKey,
    WithdrawalDoesNothing,
    WithdrawalTakesBoth,
    SecondKeyIsForgotten,
    RotatesForStrangers,
    RetainsNothing,
    RetainsTheKey,

    // Declarations
    HidesACapability,
    TellsTheRuntimeNothing,
}
