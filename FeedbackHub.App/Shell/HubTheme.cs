using MudBlazor;

namespace FeedbackHub.App.Shell;

/// <summary>MudBlazor's theme out of the same colours as <c>css/tokens.css</c>, light and dark.</summary>
public static class HubTheme
{
    private static readonly string[] Font =
        ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif"];

    /// <summary>The theme.</summary>
    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0c6b5e",
            PrimaryContrastText = "#ffffff",
            Secondary = "#4a5b8c",
            Info = "#4a5b8c",
            Success = "#3d7a4e",
            Warning = "#8a5800",
            Error = "#b3261e",
            TextPrimary = "#17211f",
            TextSecondary = "#52605c",
            ActionDefault = "#52605c",
            Background = "#f6f6f2",
            Surface = "#ffffff",
            LinesDefault = "#e3e6e2",
            LinesInputs = "#7f8b87",
            TableLines = "#e3e6e2",
            Divider = "#e3e6e2",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#5cc0ab",
            PrimaryContrastText = "#05211c",
            Secondary = "#a9b8ea",
            Info = "#a9b8ea",
            Success = "#7fc791",
            Warning = "#e8b54f",
            Error = "#ff9186",
            TextPrimary = "#e6ece9",
            TextSecondary = "#a6b3ae",
            ActionDefault = "#a6b3ae",
            Background = "#0c1210",
            Surface = "#131b19",
            LinesDefault = "#26322f",
            LinesInputs = "#74827d",
            TableLines = "#26322f",
            Divider = "#26322f",
        },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Font, FontSize = ".875rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Body1 = new Body1Typography { FontFamily = Font, FontSize = ".875rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontFamily = Font, FontSize = ".8125rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = Font, FontSize = ".875rem", FontWeight = "500", LetterSpacing = "normal", TextTransform = "none" },
            H6 = new H6Typography { FontFamily = Font, FontSize = "1.0625rem", FontWeight = "600", LetterSpacing = "normal" },
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px" },
        Shadows = new Shadow(),
    };
}
