# Warnings are errors, everywhere. A target takes them by linking candour_warnings.
add_library(candour_warnings INTERFACE)
target_compile_options(candour_warnings INTERFACE
  # GCC 12 sees overlaps in std::string that are not there (its bug 105651).
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wno-restrict -Werror)
