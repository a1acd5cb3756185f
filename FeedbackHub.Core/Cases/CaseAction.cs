namespace FeedbackHub.Core.Cases;

/// <summary>What can be done to a case; each is a column of the transition table in <see cref="CaseLifecycle"/>.</summary>
public enum CaseAction
{
    /// <summary>Take it on for the department, without an owner yet.</summary>
    Accept,

    /// <summary>Take it oneself and start.</summary>
    Claim,

    /// <summary>Give it to a person or a department.</summary>
    Assign,

    /// <summary>Send it back to where it was handed over from, with a reason.</summary>
    Return,

    /// <summary>Answer the customer.</summary>
    Reply,

    /// <summary>Ask the customer something and wait.</summary>
    Ask,

    /// <summary>Decide, answer and call it resolved.</summary>
    Resolve,

    /// <summary>Close a resolved case whose customer does not object.</summary>
    Close,

    /// <summary>Close a case whose customer did not answer, after notice. The hub alone does it.</summary>
    Lapse,

    /// <summary>Take a finished case up again.</summary>
    Reopen,

    /// <summary>Do not take it on, with a reason.</summary>
    Refuse,

    /// <summary>Declare it the same matter as another case.</summary>
    MarkDuplicate,

    /// <summary>Taken back by the customer (or by staff on the customer's word).</summary>
    Withdraw,

    /// <summary>The customer writes.</summary>
    CustomerMessage,

    /// <summary>The customer says that it is solved.</summary>
    ConfirmSolved,

    /// <summary>The customer says that it is not solved, and why.</summary>
    DenySolved,

    /// <summary>The customer asks for a review of what was decided.</summary>
    AskReview,
}
