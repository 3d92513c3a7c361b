# Warnings are errors, everywhere. A target takes them by linking candour_warnings.
add_library(candour_warnings INTERFACE)
target_compile_options(candour_warnings INTERFACE
  # GCC 12 sees overlaps in std::string that are not there (its bug 105651).
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  # Clang sees that GCC's own library uses what it has itself deprecated, and wants every field of a plain struct named.
  $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>
  $<$<CXX_COMPILER_ID:Clang>:-Wno-missing-field-initializers> -Werror)
